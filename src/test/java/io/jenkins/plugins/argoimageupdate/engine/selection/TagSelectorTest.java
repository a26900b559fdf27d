package io.jenkins.plugins.argoimageupdate.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
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
    public void picksTheNewestTagAllowedByTheConstraint() {
        Selection selection =
                choose(UpdateStrategy.SEMVER, "~1.2", "1.2.0", "1.2.10", "1.2.9", "1.3.0", "latest", "1.2.11-rc.1");
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
    public void excludesPrereleasesWithoutAConstraint() {
        assertThat(name(choose(UpdateStrategy.SEMVER, "", "1.0.0", "2.0.0-rc.1")))
                .isEqualTo("1.0.0");
    }

    @Test
    public void comparesCalendarVersionsWithLeadingZeros() {
        for (String constraint : List.of("", "2026.x", "~2026.2")) {
            assertThat(name(choose(UpdateStrategy.SEMVER, constraint, "2025.11.1", "2026.02.0", "2026.02.10", "24.04")))
                    .as(constraint)
                    .isEqualTo("2026.02.10");
        }
    }

    @Test
    public void saysWhichConstraintExcludesATagAndThatItIsAPrerelease() {
        Selection selection = choose(UpdateStrategy.SEMVER, "~1.2", "1.3.0", "1.2.0-rc.1");
        assertThat(selection.verdicts())
                .extracting(TagVerdict::detail)
                .containsExactly("~1.2", "pre-release, which ~1.2 does not allow");
    }

    @Test
    public void takesTheLastByNameOfEqualVersionsAndSaysSo() {
        Selection selection = choose(UpdateStrategy.SEMVER, "", "v1.0.0", "1.0.0", "1.0");
        assertThat(name(selection)).isEqualTo("v1.0.0");
        assertThat(selection.notes()).singleElement().asString().contains("same version", "v1.0.0, 1.0.0, 1.0");
    }

    @Test
    public void reportsAWrongConstraintOnlyIfATagIsAVersion() {
        assertThat(choose(UpdateStrategy.SEMVER, "nonsense", "latest").chosen()).isEmpty();
        assertThatThrownBy(() -> choose(UpdateStrategy.SEMVER, "nonsense", "1.0"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    public void picksTheTagBuiltLast() {
        Selection selection = selector(rule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-"))
                .choose(List.of(built("main-b", 0), built("main-a", 5), built("other", 9)));
        assertThat(name(selection)).isEqualTo("main-a");
        assertThat(selection.considered()).containsExactly("main-a", "main-b");
    }

    @Test
    public void warnsWhenDifferentImagesWereBuiltAtTheSameInstant() {
        Selection selection = selector(rule(UpdateStrategy.NEWEST_BUILD, "", ""))
                .choose(List.of(built("b", 0), built("c", 0), built("a", 0)));
        assertThat(name(selection)).isEqualTo("c");
        assertThat(selection.notes()).singleElement().asString().contains("3 tags", "b, c, a");
    }

    @Test
    public void doesNotWarnOfTwoTagsOfOneImage() {
        RegistryTag first = new RegistryTag("1", MONDAY, "sha256:aa", Map.of());
        RegistryTag second = new RegistryTag("latest", MONDAY, "sha256:aa", Map.of());
        assertThat(selector(rule(UpdateStrategy.NEWEST_BUILD, "", ""))
                        .choose(List.of(first, second))
                        .notes())
                .isEmpty();
    }

    @Test
    public void leavesOutTagsWhoseMetadataIsMissingOrRulesThemOut() {
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
    public void ordersNamesByCodePoints() {
        assertThat(name(choose(UpdateStrategy.ALPHABETICAL, "", "z", "\uD83D\uDE00", "\uFFFF")))
                .isEqualTo("\uD83D\uDE00");
        assertThat(name(choose(UpdateStrategy.ALPHABETICAL, "", "B", "a", "10", "9")))
                .isEqualTo("a");
    }

    @Test
    public void followsOneTagByDigest() {
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
    public void comparesTheNumberInTheFirstGroup() {
        Selection selection = selector(rule(UpdateStrategy.NUMERIC, "", "regexp:^build-([0-9]+)"))
                .choose(named("build-9-x", "build-123456789012345678901-x", "build-0010-x", "other"));
        assertThat(name(selection)).isEqualTo("build-123456789012345678901-x");
    }

    @Test
    public void comparesDatesWrittenWithoutLeadingZeros() {
        Selection selection = selector(rule(UpdateStrategy.NUMERIC, "", "regexp:^v(.*)$"))
                .choose(named("v2026-1-30", "v2026-09-01", "v2026-9", "vnext"));
        assertThat(name(selection)).isEqualTo("v2026-09-01");
        assertThat(selection.verdicts().get(3).outcome()).isEqualTo(Outcome.NOT_A_VERSION);
    }

    @Test
    public void comparesWholeTagsAsNumbersWithoutAGroup() {
        assertThat(name(choose(UpdateStrategy.NUMERIC, "", "9", "10", "latest", "1.10")))
                .isEqualTo("10");
    }

    @Test
    public void saysWhichTagsAreWorthARequest() {
        SelectionRule rule =
                new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-", List.of("*-old"), List.of());
        assertThat(selector(rule)
                        .filter(List.of("main-2", "main-1", "main-old", "dev"))
                        .candidates())
                .containsExactly("main-2", "main-1");
    }

    @Test
    public void takesThePlaceInASortedListForTheDate() {
        TagSelector selector = selector(rule(UpdateStrategy.NEWEST_BUILD, "", ""));
        List<String> listed = List.of("b", "c", "a");
        assertThat(name(selector.choose(TagSortMode.LATEST_FIRST.dated(listed))))
                .isEqualTo("b");
        assertThat(name(selector.choose(TagSortMode.LATEST_LAST.dated(listed)))).isEqualTo("a");
    }

    @Test
    public void countsANameListedTwiceOnce() {
        Selection selection = choose(UpdateStrategy.ALPHABETICAL, "", "a", "b", "a");
        assertThat(selection.verdicts()).extracting(TagVerdict::tag).containsExactly("a", "b");
    }

    @Test
    public void hasNoChoiceInAnEmptyList() {
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            assertThat(choose(strategy, "1").chosen()).isEmpty();
        }
    }

    @Test
    public void choosesTheSameInAnyOrderOfTheList() {
        Random random = new Random(3);
        List<RegistryTag> tags = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tags.add(built("1." + random.nextInt(20) + "." + i, random.nextInt(20)));
        }
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            TagSelector selector = selector(rule(strategy, strategy == UpdateStrategy.DIGEST ? "1.1.1" : "", ""));
            Selection expected = selector.choose(tags);
            Collections.shuffle(tags, random);
            assertThat(selector.choose(tags).chosen()).isEqualTo(expected.chosen());
            assertThat(selector.choose(tags).considered()).isEqualTo(expected.considered());
        }
    }

    @Test
    public void givesAVerdictOnEachOfVeryManyTags() {
        List<RegistryTag> tags = IntStream.range(0, 100_000)
                .mapToObj(i -> built("1.0." + i, i % 1_000))
                .toList();
        for (UpdateStrategy strategy : UpdateStrategy.values()) {
            Selection selection = selector(rule(strategy, "1.0.7", "")).choose(tags);
            assertThat(selection.verdicts()).hasSize(tags.size());
            assertThat(selection.verdicts().stream().filter(verdict -> verdict.outcome() == Outcome.CHOSEN))
                    .hasSize(1);
        }
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

    private static Selection choose(UpdateStrategy strategy, String constraint, String... names) {
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
