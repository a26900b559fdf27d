package io.jenkins.plugins.argoimageupdate.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class UpdateStrategyTest {

    private final List<String> warnings = new ArrayList<>();

    @Test
    public void readsEveryStrategyInAnyCaseWithoutAWarning() {
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            assertThat(UpdateStrategy.parse(strategy.id(), warnings::add)).isEqualTo(strategy);
        }
        assertThat(UpdateStrategy.parse("Newest-Build", warnings::add)).isEqualTo(UpdateStrategy.NEWEST_BUILD);
        assertThat(UpdateStrategy.parse("", warnings::add)).isEqualTo(UpdateStrategy.SEMVER);
        assertThat(UpdateStrategy.parse(null, warnings::add)).isEqualTo(UpdateStrategy.SEMVER);
        assertThat(warnings).isEmpty();
    }

    @Test
    public void warnsOfOldNames() {
        assertThat(UpdateStrategy.parse("LATEST", warnings::add)).isEqualTo(UpdateStrategy.NEWEST_BUILD);
        assertThat(UpdateStrategy.parse("name", warnings::add)).isEqualTo(UpdateStrategy.ALPHABETICAL);
        assertThat(warnings).hasSize(2);
    }

    @Test
    public void takesSemverForAnUnknownNameAndWarns() {
        assertThat(UpdateStrategy.parse("newest", warnings::add)).isEqualTo(UpdateStrategy.SEMVER);
        assertThat(warnings).singleElement().asString().contains("newest");
    }

    @Test
    public void updatesWhatIsLiveUnlessItIsTheChosenTag() {
        ImageTag one = ImageTag.ofName("1");
        assertThat(UpdateStrategy.SEMVER.needsUpdate(one, one)).isFalse();
        assertThat(UpdateStrategy.SEMVER.needsUpdate(ImageTag.ofName("2"), one)).isTrue();
        assertThat(UpdateStrategy.SEMVER.needsUpdate(new ImageTag("1", "sha256:aa"), one))
                .isTrue();
        assertThat(UpdateStrategy.SEMVER.needsUpdate(null, one)).isTrue();
    }

    @Test
    public void updatesALiveTagWithoutDigestWhenFollowingDigests() {
        ImageTag chosen = new ImageTag("latest", "sha256:aa");
        assertThat(UpdateStrategy.DIGEST.needsUpdate(ImageTag.ofName("latest"), chosen))
                .isTrue();
        assertThat(UpdateStrategy.DIGEST.needsUpdate(new ImageTag("latest", "sha256:bb"), chosen))
                .isTrue();
        assertThat(UpdateStrategy.DIGEST.needsUpdate(new ImageTag("", "sha256:aa"), chosen))
                .isFalse();
    }
}
