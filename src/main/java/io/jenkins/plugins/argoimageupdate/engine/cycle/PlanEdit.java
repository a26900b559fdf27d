package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.rollback.RollbackCheck;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.writeback.AddedEntries;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CarriedImages;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.LastWord;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.UnreadFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.WriteBackFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the plan of one Application, which without Argo CD is made anew on each commit. */
final class PlanEdit implements TreeEdit {

    private final PlannedApplication planned;
    private final CommitMessageTemplate message;
    private final String signature;
    private PlannedApplication onTip;
    private List<String> files = List.of();
    private List<String> warnings = List.of();
    private List<String> gaps = List.of();
    private boolean hadChanges;

    /** @param signature the last line of the message; empty for none */
    PlanEdit(PlannedApplication planned, CommitMessageTemplate message, String signature) {
        this.planned = planned;
        this.message = message;
        this.signature = signature;
        this.onTip = planned;
    }

    @Override
    public Optional<CommitDraft> edit(RepositoryTree tip) {
        files = List.of();
        gaps = List.of();
        onTip = planned.on(tip);
        hadChanges = !onTip.plan().changes().isEmpty();
        WriteBackFiles edited = withoutRollbacks(WriteBackFiles.edit(onTip.plan(), tip), tip);
        onTip = onTip.with(edited.plan());
        files = List.copyOf(edited.files().keySet());
        warnings = files.isEmpty()
                ? List.of()
                : Stream.concat(AddedEntries.warnings(edited.plan(), tip).stream(), gaps.stream())
                        .toList();
        if (planned.isLive()) {
            files.stream().filter(file -> tip.read(file).isEmpty()).forEach(onTip.spec()::requireReader);
            LastWord.require(onTip.plan(), tip);
        } else {
            String application = onTip.spec().application().name();
            boolean override = onTip.spec().target() instanceof WriteBackTarget.OverrideFile;
            files.stream()
                    .filter(file -> tip.read(file).isEmpty())
                    .forEach(file -> UnreadFile.refuse(file, tip, application, override));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new CommitDraft(edited.files(), message()));
    }

    /** The history is looked at only where there is an update to write. */
    private WriteBackFiles withoutRollbacks(WriteBackFiles edited, RepositoryTree tip) {
        if (edited.files().isEmpty() || planned.isRollback()) {
            return edited;
        }
        CarriedImages carried = CarriedImages.of(edited.plan(), tip);
        gaps = carried.gaps();
        ApplicationPlan left = new RollbackCheck(planned.selections().outcomes(), planned::releasedAt)
                .apply(edited.plan(), carried.histories());
        return left.equals(edited.plan()) ? edited : WriteBackFiles.edit(left, tip);
    }

    /** Of a commit with the plan as it was edited last. */
    String message() {
        List<TemplateChange> changes =
                onTip.plan().changes().stream().map(TemplateChange::of).toList();
        String text = message.render(onTip.spec().application().name(), changes).text();
        return signature.isEmpty() ? text : text.stripTrailing() + "\n\n" + signature + "\n";
    }

    /** As it was planned on the commit edited last. */
    PlannedApplication planned() {
        return onTip;
    }

    /** Whether there was something to write, and all of it turned out not to be writable. */
    boolean isWithoutWritableImage() {
        return hadChanges && onTip.plan().changes().isEmpty();
    }

    /** What somebody should know of what the last edit changed, as sentences. */
    List<String> warnings() {
        return warnings;
    }

    /** What the last edit changed. */
    List<String> files() {
        return files;
    }
}
