package io.jenkins.plugins.argoimageupdate.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class NoCandidateTest {

    private static final SelectionRule RULE =
            new SelectionRule(UpdateStrategy.ALPHABETICAL, "", "regexp:^main", List.of(), List.of());

    @Test
    public void saysThatTheRegistryListsNothing() {
        assertThat(explained()).isEqualTo("the registry lists no tag");
    }

    @Test
    public void countsTheTagsByReason() {
        assertThat(explained(
                        verdict("dev-1", Outcome.NOT_ALLOWED),
                        verdict("dev-2", Outcome.NOT_ALLOWED),
                        verdict("main-1", Outcome.OTHER_PLATFORM)))
                .isEqualTo("none of the registry's 3 tags qualifies: 2 do not match regexp:^main, 1 is not built for"
                        + " linux/amd64");
    }

    @Test
    public void namesThePlatformsAskedForAndThoseThatThereAre() {
        SelectionRule typo = new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "", List.of(), List.of("linux/amd46"));
        TagVerdict one = new TagVerdict("1", Outcome.OTHER_PLATFORM, "it is for linux/amd64");
        TagVerdict two = new TagVerdict("2", Outcome.OTHER_PLATFORM, "it is for linux/arm64, linux/amd64");
        Selection none = new Selection(Optional.empty(), List.of(), List.of(one, two), List.of());

        assertThat(NoCandidate.explain(typo, none))
                .isEqualTo("none of the registry's 2 tags qualifies: 2 are not built for linux/amd46 but for"
                        + " linux/amd64, linux/arm64");
    }

    @Test
    public void namesTheOnlyTag() {
        assertThat(explained(new TagVerdict("latest", Outcome.NO_METADATA, "the registry has no such tag (404)")))
                .isEqualTo("tag latest: the registry has no such tag (404)");
        assertThat(explained(verdict("dev-1", Outcome.NOT_ALLOWED))).isEqualTo("tag dev-1 does not match regexp:^main");
    }

    private static TagVerdict verdict(String tag, Outcome outcome) {
        return new TagVerdict(tag, outcome, "");
    }

    private static String explained(TagVerdict... verdicts) {
        return NoCandidate.explain(RULE, new Selection(Optional.empty(), List.of(), List.of(verdicts), List.of()));
    }
}
