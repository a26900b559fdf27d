package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a job watches and how that is, as of its last poll; for panels and the remote API. It checks no permission. */
@ExportedBean
public final class PollState {

    private final PollMemory memory;
    private final Instant next;
    private final PollHindrance hindrance;
    private final boolean polling;

    /**
     * @param next by schedule; null for never and for not soon
     * @param hindrance null for none
     */
    PollState(PollMemory memory, @CheckForNull Instant next, @CheckForNull PollHindrance hindrance, boolean polling) {
        this.memory = memory;
        this.next = next;
        this.hindrance = hindrance;
        this.polling = polling;
    }

    /** When it was polled last; null if it has not been yet. */
    @Exported
    @CheckForNull
    public Date getLastCheck() {
        return memory.polls().isEmpty() ? null : Date.from(memory.polls().get(0).started());
    }

    /** How long the last poll took, in milliseconds; 0 if there was none. */
    @Exported
    public long getDuration() {
        return memory.polls().isEmpty() ? 0 : memory.polls().get(0).millis();
    }

    /** When its schedule has it polled next; null if not within a week, and while something keeps it from being polled. */
    @Exported
    @CheckForNull
    public Date getNextCheck() {
        return next == null ? null : Date.from(next);
    }

    /** What keeps it from being polled, such as {@code DISABLED} or {@code PAUSED}; empty for nothing. */
    @Exported
    public String getHindrance() {
        return hindrance == null ? "" : hindrance.name();
    }

    /** The same in a sentence, in the reader's language. */
    public String getHindranceSentence() {
        return hindrance == null ? "" : hindrance.getSentence();
    }

    /** Whether it is polled when somebody asks for it by hand. */
    public boolean isPolledByHand() {
        return hindrance == null || hindrance.allowsByHand();
    }

    /** Whether a poll is under way or about to be. */
    @Exported
    public boolean isPolling() {
        return polling;
    }

    /** What the last poll decided, in one sentence; empty if there was none. */
    @Exported
    public String getDecision() {
        return memory.polls().isEmpty() ? "" : memory.polls().get(0).decision();
    }

    /** What the last poll could not do. */
    @Exported
    public List<String> getErrors() {
        return memory.polls().isEmpty() ? List.of() : memory.polls().get(0).errors();
    }

    /** Whether the last poll found nothing to update, and something that is not healthy. */
    @Exported
    public boolean isUnhealthy() {
        return !memory.polls().isEmpty() && memory.polls().get(0).outcome() == PollRecord.Outcome.UNHEALTHY;
    }

    /** What in the configuration is not used as it may be meant; a log tells it once. */
    @Exported
    public List<String> getWarnings() {
        return List.copyOf(memory.warnings());
    }

    /** Whether the last poll failed as a whole. */
    @Exported
    public boolean isFailed() {
        return !memory.polls().isEmpty() && memory.polls().get(0).outcome() == PollRecord.Outcome.FAILED;
    }

    /** In the order configured. */
    @Exported(inline = true)
    public List<WatchedImageView> getImages() {
        return memory.images().stream().map(WatchedImageView::new).toList();
    }

    /** Those that a page has room for. */
    public PageRows<WatchedImageView> getShownImages() {
        return PageRows.ofImages(getImages(), WatchedImageView::urgency);
    }
}
