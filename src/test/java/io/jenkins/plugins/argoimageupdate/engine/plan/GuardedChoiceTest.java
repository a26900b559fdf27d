package io.jenkins.plugins.argoimageupdate.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Approval;
import io.jenkins.plugins.argoimageupdate.engine.guard.Guards;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import io.jenkins.plugins.argoimageupdate.engine.guard.Windows;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Ask;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Held;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Result;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Write;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class GuardedChoiceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Optional<RegistryTag>> known = new HashMap<>();
    private final List<RegistryTag> listed = new ArrayList<>();
    private UpdateStrategy strategy = UpdateStrategy.SEMVER;
    private Duration minimumAge = Duration.ZERO;
    private MaxStep maxStep = MaxStep.MAJOR;
    private Approval approval = Approval.NONE;
    private boolean allowDowngrade = true;
    private boolean agreed;

    @Test
    public void whatNothingKeepsBackIsTakenAsItIs() throws Exception {
        list("1.0.0", "1.1.0", "2.0.0");
        assertThat(from("1.0.0")).isEqualTo(new Write(RegistryTag.named("2.0.0"), null));
    }

    @Test
    public void theNewestWithinTheStepIsTakenAndWhatIsBeyondItWaits() throws Exception {
        list("1.0.0", "1.0.1", "1.1.0", "1.2.0", "2.0.0", "2.1.0");
        maxStep = MaxStep.MINOR;
        Write write = (Write) from("1.0.0");
        assertThat(write.tag().name()).isEqualTo("1.2.0");
        assertThat(write.held().tag().name()).isEqualTo("2.1.0");
        assertThat(write.held().reason().cause()).isEqualTo(Cause.MAX_STEP);
        assertThat(write.held().reason().explanation())
                .isEqualTo("2.1.0 is a bigger step from 1.0.0 than maxStep 'minor' allows");
        maxStep = MaxStep.PATCH;
        assertThat(((Write) from("1.0.0")).tag().name()).isEqualTo("1.0.1");
        assertThat(((Held) from("1.2.0")).tag().name()).as("nothing within it").isEqualTo("2.1.0");
    }

    @Test
    public void aStepIsNoneWhereEitherSideIsNoVersion() throws Exception {
        list("2.0.0");
        maxStep = MaxStep.PATCH;
        assertThat(from("latest")).isInstanceOf(Write.class);
        assertThat(from("")).isInstanceOf(Write.class);
    }

    @Test
    public void onlyTheDatesOfVersionsThatCouldBeTakenAreAskedFor() throws Exception {
        list("1.0.0", "1.1.0", "1.2.0", "2.0.0");
        maxStep = MaxStep.MINOR;
        minimumAge = HOUR;
        assertThat(from("1.0.0")).isEqualTo(new Ask(RegistryTag.named("1.2.0")));
        built("1.2.0", NOW.minus(Duration.ofMinutes(20)));
        assertThat(from("1.0.0")).isEqualTo(new Ask(RegistryTag.named("1.1.0")));
        built("1.1.0", NOW.minus(HOUR));
        Write write = (Write) from("1.0.0");
        assertThat(write.tag().name()).isEqualTo("1.1.0");
        assertThat(write.held().reason().cause()).isEqualTo(Cause.MAX_STEP);
    }

    @Test
    public void whatIsTooYoungWaitsUntilItIsOldEnough() throws Exception {
        list("1.0.0", "1.1.0");
        minimumAge = HOUR;
        built("1.1.0", NOW.minus(Duration.ofMinutes(20)));
        Held held = (Held) from("1.0.0");
        assertThat(held.reason().cause()).isEqualTo(Cause.MINIMUM_AGE);
        assertThat(held.reason().until()).isEqualTo("2026-11-30T12:40:00Z");
        assertThat(held.reason().explanation())
                .isEqualTo("1.1.0 was built at 2026-11-30T11:40:00Z and is too young (minimumAge: 1h)");
    }

    @Test
    public void itIsTriedAgainWhenTheFirstOfThemMayBeWritten() throws Exception {
        list("1.0.0", "1.1.0", "1.2.0", "2.0.0");
        maxStep = MaxStep.MINOR;
        minimumAge = HOUR;
        built("1.2.0", NOW.minus(Duration.ofMinutes(10)));
        built("1.1.0", NOW.minus(Duration.ofMinutes(20)));

        Held held = (Held) from("1.0.0");

        assertThat(held.tag().name()).isEqualTo("2.0.0");
        assertThat(held.reason().cause()).isEqualTo(Cause.MAX_STEP);
        assertThat(held.reason().until()).isEqualTo("2026-11-30T12:40:00Z");
        assertThat(held.reason().explanation())
                .isEqualTo("2.0.0 is a bigger step from 1.0.0 than maxStep 'minor' allows; 1.1.0 was built at"
                        + " 2026-11-30T11:40:00Z and is too young (minimumAge: 1h)");
    }

    @Test
    public void nothingIsOldEnoughWithoutADate() throws Exception {
        list("1.0.0", "1.1.0");
        minimumAge = HOUR;
        known.put("1.1.0", Optional.empty());
        assertThat(((Held) from("1.0.0")).reason().explanation()).contains("the age of 1.1.0 is not known");
        built("1.1.0", Instant.EPOCH);
        assertThat(((Held) from("1.0.0")).reason().explanation())
                .as("a reproducible build")
                .contains("the age of 1.1.0 is not known");
    }

    @Test
    public void whoHasApprovedTheChangeIsNotAskedAgain() throws Exception {
        list("1.0.0", "1.1.0", "2.0.0");
        approval = new Approval(List.of("any"), List.of());
        assertThat(from("1.0.0")).isInstanceOf(Held.class);
        agreed = true;
        assertThat(((Write) from("1.0.0")).tag().name()).isEqualTo("2.0.0");
        maxStep = MaxStep.MINOR;
        assertThat(from("1.0.0")).as("1.1.0 was not approved").isInstanceOf(Held.class);
    }

    @Test
    public void ofBuildsTheNewestThatIsOldEnoughIsTakenWithoutAskingForItsDate() throws Exception {
        strategy = UpdateStrategy.NEWEST_BUILD;
        minimumAge = HOUR;
        listed.add(built("main-1", NOW.minus(Duration.ofHours(4))));
        listed.add(built("main-2", NOW.minus(Duration.ofHours(3))));
        listed.add(built("main-3", NOW.minus(Duration.ofHours(2))));
        listed.add(built("main-4", NOW.minus(Duration.ofMinutes(2))));
        Write write = (Write) from("main-1");
        assertThat(write.tag().name()).isEqualTo("main-3");
        assertThat(write.tag().digest()).as("as it was read").isEqualTo("sha256:main-3");
        assertThat(write.held().tag().name()).isEqualTo("main-4");
        assertThat(from("main-3")).isInstanceOf(Held.class);
    }

    @Test
    public void whatMayBeOlderThanWhatIsLiveIsNotTakenInsteadOfWhatWaits() throws Exception {
        strategy = UpdateStrategy.NEWEST_BUILD;
        minimumAge = HOUR;
        listed.add(built("main-3", NOW.minus(Duration.ofHours(2))));
        listed.add(built("main-4", NOW.minus(Duration.ofMinutes(2))));
        assertThat(from("gone")).as("its date is to be asked for").isEqualTo(new Ask(RegistryTag.named("gone")));
        known.put("gone", Optional.empty());
        assertThat(from("gone")).isInstanceOf(Held.class);
        built("gone", NOW.minus(Duration.ofHours(1)));
        assertThat(from("gone")).as("main-3 is older").isInstanceOf(Held.class);
        built("gone", NOW.minus(Duration.ofHours(3)));
        assertThat(((Write) from("gone")).tag().name()).isEqualTo("main-3");
    }

    @Test
    public void whatNeedsApprovalWaitsForItAndTheNextIsTaken() throws Exception {
        list("1.0.0", "1.1.0", "2.0.0");
        approval = new Approval(List.of("regexp:^2"), List.of());
        Write write = (Write) from("1.0.0");
        assertThat(write.tag().name()).isEqualTo("1.1.0");
        assertThat(write.held().reason().cause()).isEqualTo(Cause.APPROVAL);
        approval = new Approval(List.of("regexp:^2"), List.of("2.0.0"));
        assertThat(((Write) from("1.0.0")).tag().name()).isEqualTo("2.0.0");
        approval = new Approval(List.of("any"), List.of("1.1.0"));
        assertThat(((Write) from("1.0.0")).tag().name())
                .as("approved before 2.0.0 came")
                .isEqualTo("1.1.0");
    }

    @Test
    public void aStepBackWaitsIfItIsNotAllowed() throws Exception {
        list("1.0.0", "1.1.0");
        assertThat(from("1.2.0")).isInstanceOf(Write.class);
        allowDowngrade = false;
        Held held = (Held) from("1.2.0");
        assertThat(held.reason().cause()).isEqualTo(Cause.DOWNGRADE);
        assertThat(held.reason().explanation()).startsWith("1.1.0 would be a step back from 1.2.0");
        assertThat(from("1.0.0")).isInstanceOf(Write.class);
        assertThat(from("latest")).as("no version").isInstanceOf(Write.class);
    }

    @Test
    public void aFollowedTagWaitsByItsDateAndNothingIsTakenInstead() throws Exception {
        strategy = UpdateStrategy.DIGEST;
        minimumAge = HOUR;
        listed.add(new RegistryTag("1.0.0", null, "sha256:new", Map.of()));
        assertThat(from("1.0.0")).isInstanceOf(Ask.class);
        built("1.0.0", NOW.minus(Duration.ofMinutes(1)));
        assertThat(from("1.0.0")).isInstanceOf(Held.class);
    }

    private void list(String... tags) {
        for (String tag : tags) {
            listed.add(RegistryTag.named(tag));
        }
    }

    private RegistryTag built(String tag, Instant created) {
        RegistryTag read = new RegistryTag(tag, created, "sha256:" + tag, Map.of());
        known.put(tag, Optional.of(read));
        return read;
    }

    private Result from(String live) throws InterruptedException {
        SelectionRule rule =
                new SelectionRule(strategy, strategy == UpdateStrategy.DIGEST ? "1.0.0" : "", "", List.of(), List.of());
        Guards guards = new Guards(
                AfterRollback.NEWER,
                RollbackHistory.DEFAULT,
                minimumAge,
                maxStep,
                approval,
                Windows.NONE,
                0,
                allowDowngrade);
        Selection selection = TagSelector.of(rule).choose(listed);
        WatchedImage watched = new WatchedImage(ImageReference.parse("org/web"), rule, false, "", null, false, guards);
        ImageChange change = new ImageChange(
                watched,
                ImageTag.ofName(live),
                strategy.tagFor(selection.chosen().orElseThrow()),
                true,
                Map.of());
        return GuardedChoice.of(change, selection, agreed, NOW, known);
    }
}
