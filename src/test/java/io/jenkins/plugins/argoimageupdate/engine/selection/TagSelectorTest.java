package io.jenkins.plugins.argoimageupdate.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

public class TagSelectorTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    public void doesNotWarnOfTwoTagsOfOneImage() throws InterruptedException {
        RegistryTag first = new RegistryTag("1", MONDAY, "sha256:aa", Map.of());
        RegistryTag second = new RegistryTag("latest", MONDAY, "sha256:aa", Map.of());
        assertThat(selector(rule(UpdateStrategy.NEWEST_BUILD, "", ""))
                        .choose(List.of(first, second))
                        .notes())
                .isEmpty();
    }

    @Test
    public void leavesOutTagsWhoseMetadataIsMissingOrRulesThemOut() throws InterruptedException {
        TagVerdict otherPlatform = new TagVerdict("arm", Outcome.OTHER_PLATFORM, "linux/arm64");
        Selection selection = selector(rule(UpdateStrategy.NEWEST_BUILD, "", ""))
                .choose(
                        List.of(built("a", 0), built("arm", 5), RegistryTag.named("undated")),
                        Map.of("arm", otherPlatform));
        assertThat(name(selection)).isEqualTo("a");
        assertThat(selection.considered()).containsExactly("a");
        assertThat(selection.verdicts())
                .contains(otherPlatform)
                .extracting(TagVerdict::outcome)
                .containsExactly(Outcome.CHOSEN, Outcome.OTHER_PLATFORM, Outcome.NO_METADATA);
    }

    @Test
    public void followsOneTagByDigest() throws InterruptedException {
        RegistryTag latest = new RegistryTag("latest", null, "sha256:aa", Map.of());
        Selection selection =
                selector(rule(UpdateStrategy.DIGEST, "latest", "")).choose(List.of(latest, RegistryTag.named("1.0")));
        assertThat(selection.chosen()).contains(latest);
        assertThat(selection.verdicts().get(1).outcome()).isEqualTo(Outcome.OUTSIDE_CONSTRAINT);
        assertThat(UpdateStrategy.DIGEST.tagFor(latest)).isEqualTo(new ImageTag("latest", "sha256:aa"));
        assertThat(UpdateStrategy.NEWEST_BUILD.tagFor(latest)).isEqualTo(ImageTag.ofName("latest"));
    }

    @Test
    public void needsATagToFollowByDigest() {
        assertThatThrownBy(() -> selector(rule(UpdateStrategy.DIGEST, "", "")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("digest");
    }

    @Test
    public void saysWhichTagsAreWorthARequest() throws InterruptedException {
        SelectionRule rule =
                new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-", List.of("*-old"), List.of());
        assertThat(selector(rule)
                        .filter(List.of("main-2", "main-1", "main-old", "dev"))
                        .candidates())
                .containsExactly("main-2", "main-1");
    }

    @Test
    public void takesThePlaceInASortedListForTheDate() throws InterruptedException {
        TagSelector selector = selector(rule(UpdateStrategy.NEWEST_BUILD, "", ""));
        List<String> listed = List.of("b", "c", "a");
        assertThat(name(selector.choose(TagSortMode.LATEST_FIRST.dated(listed))))
                .isEqualTo("b");
        assertThat(name(selector.choose(TagSortMode.LATEST_LAST.dated(listed)))).isEqualTo("a");
    }

    @Test
    public void countsANameListedTwiceOnce() throws InterruptedException {
        Selection selection = choose(UpdateStrategy.ALPHABETICAL, "", "a", "b", "a");
        assertThat(selection.verdicts()).extracting(TagVerdict::tag).containsExactly("a", "b");
    }

    @Test
    public void hasNoChoiceInAnEmptyList() throws InterruptedException {
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            assertThat(choose(strategy, "1").chosen()).isEmpty();
        }
    }

    @Test
    public void choosesTheSameInAnyOrderOfTheList() throws InterruptedException {
        Random random = new Random(3);
        List<RegistryTag> tags = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tags.add(built("1." + random.nextInt(20) + "." + i, random.nextInt(20)));
        }
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            TagSelector selector =
                    selector(rule(strategy, strategy.constraint() == UpdateStrategy.Constraint.TAG ? "1.1.1" : "", ""));
            Selection expected = selector.choose(tags);
            Collections.shuffle(tags, random);
            assertThat(selector.choose(tags).chosen()).isEqualTo(expected.chosen());
            assertThat(selector.choose(tags).considered()).isEqualTo(expected.considered());
        }
    }

    @Test
    public void givesAVerdictOnEachOfVeryManyTags() throws InterruptedException {
        List<RegistryTag> tags = IntStream.range(0, 100_000)
                .mapToObj(i -> built("1.0." + i, i % 1_000))
                .toList();
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            Selection selection = selector(rule(strategy, "1.0.7", "")).choose(tags);
            assertThat(selection.verdicts()).hasSize(tags.size());
            assertThat(selection.verdicts().stream()
                            .filter(verdict -> verdict.outcome() == Outcome.CHOSEN)
                            .map(TagVerdict::tag))
                    .as(strategy.id())
                    .containsExactlyElementsOf(
                            selection.chosen().map(RegistryTag::name).stream().toList());
        }
    }

    private static Selection choose(UpdateStrategy strategy, String constraint, String... names)
            throws InterruptedException {
        return selector(rule(strategy, constraint, "")).choose(named(names));
    }

    private static TagSelector selector(SelectionRule rule) {
        return TagSelector.of(rule);
    }

    private static SelectionRule rule(UpdateStrategy strategy, String constraint, String allowTags) {
        return new SelectionRule(strategy, constraint, allowTags, List.of(), List.of());
    }

    private static List<RegistryTag> named(String... names) {
        return Stream.of(names).map(RegistryTag::named).toList();
    }

    private static RegistryTag built(String name, int minutes) {
        return new RegistryTag(name, MONDAY.plusSeconds(minutes * 60L), "", Map.of());
    }

    private static String name(Selection selection) {
        return selection.chosen().orElseThrow().name();
    }
}
