package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A poll as pages and the remote API show it. */
@ExportedBean
public final class PollView {

    private final PollRecord poll;

    private PollView(PollRecord poll) {
        this.poll = poll;
    }

    static List<PollView> of(PollMemory memory) {
        return memory.polls().stream().map(PollView::new).toList();
    }

    @Exported
    public Date getStarted() {
        return Date.from(poll.started());
    }

    /** Milliseconds. */
    @Exported
    public long getDuration() {
        return poll.millis();
    }

    /** How long it took, in words. */
    public String getTook() {
        return TimeSpan.of(poll.millis());
    }

    /** Who asked for it, in English. */
    @Exported
    public String getOrigin() {
        return poll.origin();
    }

    /** The same in the reader's language. */
    public String getOriginInWords() {
        return PollWords.origin(poll.origin());
    }

    /** Such as {@code STARTED}, {@code CURRENT} or {@code FAILED}. */
    @Exported
    public String getOutcome() {
        return poll.outcome().name();
    }

    /** Whether something failed, or is not healthy. */
    public boolean isProblem() {
        return poll.outcome() == PollRecord.Outcome.FAILED || poll.outcome() == PollRecord.Outcome.UNHEALTHY;
    }

    /** One sentence, in English. */
    @Exported
    public String getDecision() {
        return poll.decision();
    }

    /** The same in the reader's language. */
    public String getSentence() {
        return PollWords.decision(poll);
    }

    /** What was asked and what came back. */
    @Exported
    public String getLog() {
        return poll.log();
    }
}
