package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.Pause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a job watches and how that is, as of its last poll; for panels and the remote API. It checks no permission. */
@ExportedBean
public final class PollState {

    private final PollMemory memory;
    private final String spec;
    private final Instant next;
    private final PollHindrance hindrance;
    private final boolean polling;

    /**
     * @param spec its schedule, in cron syntax
     * @param next by schedule or at the end of a wait; null for never and for not soon
     * @param hindrance null for none
     */
    PollState(
            PollMemory memory,
            String spec,
            @CheckForNull Instant next,
            @CheckForNull PollHindrance hindrance,
            boolean polling) {
        this.memory = memory;
        this.spec = spec;
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

    /** When it is polled, in cron syntax. */
    @Exported
    public String getSpec() {
        return spec;
    }

    /** The same in words where it is simple, in the reader's language. */
    public String getSchedule() {
        return ScheduleWords.of(spec);
    }

    /**
     * When it is polled next, by its schedule or as something need not wait any longer; null if neither is known, and while something
     * keeps it from being polled.
     */
    @Exported
    @CheckForNull
    public Date getNextCheck() {
        return next == null ? null : Date.from(next);
    }

    /** What keeps it from being polled, such as {@code DISABLED} or {@code PAUSED}, see {@link PollHindrance.Kind}; empty for nothing. */
    @Exported
    public String getHindrance() {
        return hindrance == null ? "" : hindrance.kind().name();
    }

    /** The same in a sentence, in the reader's language. */
    public String getHindranceSentence() {
        return hindrance == null ? "" : hindrance.getSentence();
    }

    /** Whether a poll looks again when something need not wait any longer. */
    public boolean isRetrying() {
        return hindrance == null;
    }

    /** Who has paused its polling, when and why; null if it is not paused. */
    @Exported(inline = true)
    @CheckForNull
    public Pause getPause() {
        return hindrance == null ? null : hindrance.pause();
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

    /** Changes with what is shown of polls. */
    public int version() {
        return Objects.hash(
                getLastCheck(), next, getHindrance(), polling, PollPause.get().version());
    }

    /**
     * What a page that is open follows.
     *
     * @param state null for who may not see it, and where nothing is polled
     * @param label of the page
     * @param version of what the page shows
     */
    public static JSONObject progress(@CheckForNull PollState state, String label, int version) {
        boolean running = state != null && state.isPolling();
        JSONArray updates = new JSONArray();
        if (state != null) {
            updates.add(new JSONObject()
                    .element("number", 0)
                    .element("running", running)
                    .element("label", label)
                    .element("sentence", running ? Messages.PollState_polling() : state.getSentence())
                    .element("duration", ""));
        }
        return new JSONObject()
                .element("running", running)
                .element("version", version)
                .element("updates", updates);
    }

    /** What the last poll decided, in one sentence, in English; empty if there was none. */
    @Exported
    public String getDecision() {
        return memory.polls().isEmpty() ? "" : memory.polls().get(0).decision();
    }

    /** The same in the reader's language. */
    public String getSentence() {
        return memory.polls().isEmpty() ? "" : PollWords.decision(memory.polls().get(0));
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

    /** Whether another tag than the live one is to run, for some image. */
    public boolean isNewer() {
        return getImages().stream()
                .anyMatch(image ->
                        !image.getLatest().isEmpty() && !image.getLatest().equals(image.getLive()));
    }

    /** Whether some image is of an Application. */
    public boolean isOfApplications() {
        return getImages().stream().anyMatch(image -> !image.getApplication().isEmpty());
    }

    /** Those that a page has room for. */
    public PageRows<WatchedImageView> getShownImages() {
        return PageRows.ofImages(getImages(), WatchedImageView::urgency);
    }
}
