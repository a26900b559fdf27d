package io.jenkins.plugins.argoimageupdate.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import java.util.List;
import org.junit.Test;

public class VersionOrderTest {

    @Test
    public void picksTheNewestTagAllowedByTheConstraint() throws InterruptedException {
        Selection selection = StrategyFixture.choose(
                UpdateStrategy.SEMVER, "~1.2", "1.2.0", "1.2.10", "1.2.9", "1.3.0", "latest", "1.2.11-rc.1");
        assertThat(selection.chosen()).contains(RegistryTag.named("1.2.10"));
        assertThat(selection.verdicts())
                .extracting(TagVerdict::outcome)
                .containsExactly(
                        Outcome.OLDER,
                        Outcome.CHOSEN,
                        Outcome.OLDER,
                        Outcome.OUTSIDE_CONSTRAINT,
                        Outcome.NOT_A_VERSION,
                        Outcome.OUTSIDE_CONSTRAINT);
    }

    @Test
    public void excludesPrereleasesWithoutAConstraint() throws InterruptedException {
        assertThat(StrategyFixture.name(StrategyFixture.choose(UpdateStrategy.SEMVER, "", "1.0.0", "2.0.0-rc.1")))
                .isEqualTo("1.0.0");
    }

    @Test
    public void comparesCalendarVersionsWithLeadingZeros() throws InterruptedException {
        for (String constraint : List.of("", "2026.x", "~2026.2")) {
            assertThat(StrategyFixture.name(StrategyFixture.choose(
                            UpdateStrategy.SEMVER, constraint, "2025.11.1", "2026.02.0", "2026.02.10", "24.04")))
                    .as(constraint)
                    .isEqualTo("2026.02.10");
        }
    }

    @Test
    public void saysWhichConstraintExcludesATagAndThatItIsAPrerelease() throws InterruptedException {
        Selection selection = StrategyFixture.choose(UpdateStrategy.SEMVER, "~1.2", "1.3.0", "1.2.0-rc.1");
        assertThat(selection.verdicts())
                .extracting(TagVerdict::detail)
                .containsExactly("~1.2", "pre-release, which ~1.2 does not allow");
    }

    @Test
    public void takesTheLastByNameOfEqualVersionsAndSaysSo() throws InterruptedException {
        Selection selection = StrategyFixture.choose(UpdateStrategy.SEMVER, "", "v1.0.0", "1.0.0", "1.0");
        assertThat(StrategyFixture.name(selection)).isEqualTo("v1.0.0");
        assertThat(selection.notes()).singleElement().asString().contains("same version", "v1.0.0, 1.0.0, 1.0");
    }

    @Test
    public void reportsAWrongConstraintOnlyIfATagIsAVersion() throws InterruptedException {
        assertThat(StrategyFixture.choose(UpdateStrategy.SEMVER, "nonsense", "latest")
                        .chosen())
                .isEmpty();
        assertThatThrownBy(() -> StrategyFixture.choose(UpdateStrategy.SEMVER, "nonsense", "1.0"))
                .isInstanceOf(ConfigurationException.class);
    }
}
