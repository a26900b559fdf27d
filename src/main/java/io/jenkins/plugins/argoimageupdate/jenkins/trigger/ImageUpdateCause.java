package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.jenkins.record.PollFinding;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PlannedChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.kohsuke.stapler.export.Exported;

/** A build that a poll has started: these images have newer versions. */
public final class ImageUpdateCause extends Cause implements PollFinding {

    private final List<PlannedChange> changes;
    private transient Run<?, ?> run;

    ImageUpdateCause(List<PlannedChange> changes) {
        this.changes = new ArrayList<>(changes);
    }

    @Exported
    public List<PlannedChange> getChanges() {
        return Collections.unmodifiableList(changes);
    }

    /** What a damaged record leaves out is not there. */
    private Object readResolve() {
        return changes == null ? new ImageUpdateCause(List.of()) : this;
    }

    @Override
    public boolean has(String application, String name, String version) {
        return changes.stream()
                .anyMatch(change -> change.getApplication().equals(application)
                        && change.getName().equals(name)
                        && change.getTo().equals(version));
    }

    /** Those that one sentence names. */
    public List<PlannedChange> getNamed() {
        return getChanges().subList(0, Math.min(changes.size(), Budget.NAMED.intValue()));
    }

    /** How many others there are. */
    public int getMore() {
        return changes.size() - getNamed().size();
    }

    /** The build; null as long as it is in the queue. */
    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void onAddedTo(@SuppressWarnings("rawtypes") Run added) {
        run = added;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** Plain text. */
    @Override
    public String getShortDescription() {
        FirstFew few = FirstFew.of(changes.stream().map(PlannedChange::toString).toList());
        return few.more() == 0
                ? Messages.ImageUpdateCause_description(few.words())
                : Messages.ImageUpdateCause_more(few.words(), few.more());
    }

    /** The same changes in any order are the same cause. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageUpdateCause cause && new HashSet<>(changes).equals(new HashSet<>(cause.changes));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(changes).hashCode();
    }
}
