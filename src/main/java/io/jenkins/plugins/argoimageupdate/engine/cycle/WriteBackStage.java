package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdate;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SpecWritten;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FileDiffs;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SignatureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.Committed;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.NothingToCommit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.NothingToSet;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.ParametersSet;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.WouldCommit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.WouldSetParameters;
import io.jenkins.plugins.argoimageupdate.engine.cycle.rollback.DeployedSources;
import io.jenkins.plugins.argoimageupdate.engine.cycle.rollback.RollbackCheck;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.SourceParameters;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchName;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.ComposedEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.PushOutcome;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Carries plans to Git, one commit for all that go to the same branch, or to the Argo CD API. */
final class WriteBackStage {

    private final GitWorkspace git;
    private final Connections connections;
    private final CycleOptions options;
    private final Deadline deadline;
    private final @Nullable Rollback rollback;
    /** What came of plans so far, for an interrupt. */
    private final Map<PlannedApplication, Written> soFar = new ConcurrentHashMap<>();

    /**
     * @param deadline of all of it
     * @param rollback null for an update
     */
    WriteBackStage(
            GitWorkspace git,
            Connections connections,
            CycleOptions options,
            Deadline deadline,
            @Nullable Rollback rollback) {
        this.rollback = rollback;
        this.git = git;
        this.connections = connections;
        this.options = options;
        this.deadline = deadline;
    }

    /**
     * What came of one plan.
     *
     * @param planned as it was carried out, which without Argo CD depends on the commit
     * @param report null if it failed, none of its images could be written, or there was nothing to change after all
     * @param failure null if it did not
     * @param warnings sentences about what was written
     */
    record Written(
            PlannedApplication planned,
            @Nullable WriteBackReport report,
            @Nullable UpdateException failure,
            List<String> warnings) {

        Written(PlannedApplication planned, @Nullable WriteBackReport report, @Nullable UpdateException failure) {
            this(planned, report, failure, List.of());
        }

        Written warning(List<String> sentences) {
            return new Written(planned, report, failure, List.copyOf(sentences));
        }
    }

    Map<PlannedApplication, Written> write(List<PlannedApplication> plans) throws InterruptedException {
        Map<GitDestination, List<PlannedApplication>> groups = new LinkedHashMap<>();
        Map<PlannedApplication, Written> written = new LinkedHashMap<>();
        for (PlannedApplication planned : plans) {
            try {
                if (planned.spec().writeBack() instanceof WriteBack.ArgoCdApi) {
                    Written set = inTime(
                            "set the parameters of "
                                    + planned.spec().application().name(),
                            () -> set(planned));
                    written.put(planned, set);
                } else {
                    groups.computeIfAbsent(GitDestination.of(planned), destination -> new ArrayList<>())
                            .add(planned);
                }
            } catch (RuntimeException failure) {
                written.put(planned, unwritten(planned, failure));
            }
            soFar.putAll(written);
        }
        Parallel.map(groups.entrySet(), group -> commit(group.getKey(), group.getValue()))
                .values()
                .forEach(written::putAll);
        return written;
    }

    private Map<PlannedApplication, Written> commit(GitDestination destination, List<PlannedApplication> members)
            throws InterruptedException {
        Map<PlannedApplication, Written> written = new LinkedHashMap<>();
        List<PlanEdit> edits = members.stream().map(this::edit).toList();
        ComposedEdit composed = new ComposedEdit(List.copyOf(edits));
        try {
            BranchName.check(destination.base());
            BranchName.check(destination.push());
            GitRemote remote =
                    connections.repository(destination.url(), destination.credentials(), destination.isAnnotated());
            Optional<PullRequestPublisher> proposal = destination.pullRequest() == null || options.dryRun()
                    ? Optional.empty()
                    : Optional.of(inTime(
                            "look for a pull request in " + remote,
                            () -> PullRequestPublisher.of(destination, remote)));
            Optional<PullRequestReport> refused = proposal.flatMap(PullRequestPublisher::refused);
            if (refused.isPresent()) {
                WriteBackReport report = new NothingToCommit(
                        branch(remote, destination.push()), Optional.empty(), refused, CommitOrder.NONE);
                members.forEach(member -> written.put(member, new Written(member, report, null)));
                return written;
            }
            BranchChange change = new BranchChange(
                    destination.base(),
                    destination.push(),
                    composed,
                    options.commit().style(),
                    options.dryRun(),
                    rollback == null ? Set.of() : rollback.onlyOn());
            PushOutcome outcome = inTime("commit to " + remote, () -> git.commit(remote, change));
            written.putAll(written(members, edits, composed, remote, outcome, Optional.empty()));
            if (proposal.isPresent()) {
                soFar.putAll(written);
                Optional<PullRequestReport> proposed = inTime(
                        "open a pull request in " + remote, () -> proposal.get().make(outcome, message(edits)));
                written.putAll(written(members, edits, composed, remote, outcome, proposed));
            }
        } catch (RuntimeException failure) {
            members.forEach(member -> written.put(member, unwritten(member, failure)));
        }
        soFar.putAll(written);
        return written;
    }

    private PlanEdit edit(PlannedApplication planned) {
        CommitMessageTemplate message = options.commit().message();
        if (rollback == null) {
            return new PlanEdit(planned, message, "");
        }
        return new PlanEdit(
                planned,
                rollback.isAdoption() ? message.ofAdoption() : message.ofRollback(),
                rollback.signature(planned.drifts()));
    }

    /** What had come of plans when an interrupt ended it: those that were not written by then have failed. */
    Map<PlannedApplication, Written> untilInterrupted(List<PlannedApplication> plans) {
        Map<PlannedApplication, Written> written = new LinkedHashMap<>();
        for (PlannedApplication planned : plans) {
            String attempted =
                    "write the images of " + planned.spec().application().name();
            Written none = unwritten(planned, new GitException(Reason.CANCELLED, attempted, "interrupted", ""));
            written.put(planned, soFar.getOrDefault(planned, none));
        }
        return written;
    }

    private static Written unwritten(PlannedApplication planned, RuntimeException failure) {
        String name = planned.spec().application().name();
        return new Written(planned, null, Unforeseen.asFailure("write the images of " + name, failure));
    }

    private <T> T inTime(String attempted, Deadline.Work<T> work) throws InterruptedException {
        try {
            return deadline.run(work);
        } catch (Deadline.MissedException e) {
            throw new GitException(
                    Reason.TIMEOUT,
                    attempted,
                    e.getMessage(),
                    "Run again: the next run finds out what was written. Check what took so long",
                    e);
        }
    }

    private static String message(List<PlanEdit> edits) {
        return ComposedEdit.message(edits.stream().map(PlanEdit::message).toList());
    }

    private Map<PlannedApplication, Written> written(
            List<PlannedApplication> members,
            List<PlanEdit> edits,
            ComposedEdit composed,
            GitRemote remote,
            PushOutcome outcome,
            Optional<PullRequestReport> proposed) {
        Map<PlannedApplication, Written> written = new LinkedHashMap<>();
        for (int i = 0; i < edits.size(); i++) {
            written.put(
                    members.get(i), written(edits.get(i), composed.outcomes().get(i), remote, outcome, proposed));
        }
        return written;
    }

    private Written written(
            PlanEdit edit,
            ComposedEdit.Outcome edited,
            GitRemote remote,
            PushOutcome outcome,
            Optional<PullRequestReport> proposed) {
        if (edited instanceof ComposedEdit.Outcome.Failed failed) {
            return new Written(edit.planned(), null, failed.failure());
        }
        return edit.isWithoutWritableImage()
                ? new Written(edit.planned(), null, null)
                : done(edit.planned(), report(edit, remote, outcome, proposed)).warning(edit.warnings());
    }

    /** What Argo CD had seen before the branch was read is in it, below the commit. */
    private static CommitOrder order(PlannedApplication planned, PushOutcome outcome) {
        Set<String> earlier = new TreeSet<>();
        planned.target()
                .observed()
                .ifPresent(seen -> earlier.addAll(seen.status().knownRevisions()));
        if (outcome instanceof PushOutcome.Pushed pushed) {
            earlier.add(pushed.parent());
        } else if (outcome instanceof PushOutcome.NothingToDo nothing) {
            earlier.remove(nothing.tip());
        }
        return new CommitOrder(List.copyOf(earlier), List.of());
    }

    private static Written done(PlannedApplication planned, WriteBackReport report) {
        boolean nothing = report.isNothing() && report.pullRequest().isEmpty();
        if (planned.isRollback()) {
            return new Written(nothing ? planned.unchanged() : planned, report, null);
        }
        if (!nothing || !planned.plan().isAmbiguous()) {
            return new Written(planned, report, null);
        }
        PlannedApplication settled = planned.settled();
        return new Written(settled, settled.plan().changes().isEmpty() ? null : report, null);
    }

    private WriteBackReport report(
            PlanEdit edit, GitRemote remote, PushOutcome outcome, Optional<PullRequestReport> proposed) {
        BranchReport branch = branch(remote, outcome.branch());
        CommitOrder order = order(edit.planned(), outcome);
        if (edit.files().isEmpty() || outcome instanceof PushOutcome.NothingToDo) {
            return new NothingToCommit(branch, Optional.of(tip(outcome)), proposed, order);
        }
        if (outcome instanceof PushOutcome.Pushed pushed) {
            CommitReport commit = commit(edit, pushed.diff(), pushed.message());
            return new Committed(branch, pushed.commit(), commit, Instant.now(), proposed, order);
        }
        PushOutcome.WouldPush would = (PushOutcome.WouldPush) outcome;
        return new WouldCommit(branch, commit(edit, would.diff(), would.message()), order);
    }

    private static BranchReport branch(GitRemote remote, String branch) {
        return new BranchReport(remote.toString(), branch);
    }

    private CommitReport commit(PlanEdit edit, String diff, String message) {
        return new CommitReport(edit.files(), FileDiffs.of(diff, edit.files()), message, author(), signature());
    }

    private String author() {
        GitIdentity author = options.commit().style().author();
        return author.name() + " <" + author.email() + ">";
    }

    private Optional<SignatureReport> signature() {
        return Optional.ofNullable(options.commit().style().signer())
                .map(CommitSigner::key)
                .map(key -> new SignatureReport(key.format(), key.fingerprint()));
    }

    private static String tip(PushOutcome outcome) {
        if (outcome instanceof PushOutcome.NothingToDo nothing) {
            return nothing.tip();
        }
        return outcome instanceof PushOutcome.Pushed pushed
                ? pushed.commit()
                : ((PushOutcome.WouldPush) outcome).parent();
    }

    private Written set(PlannedApplication planned) throws InterruptedException {
        Map<WatchedImage, WritePlace> places = new LinkedHashMap<>();
        for (ImageChange change : planned.plan().images()) {
            places.put(change.watched(), planned.spec().places(change.watched()).get(0));
        }
        PlannedApplication left = planned.with(
                withoutRollbacks(planned.with(planned.guards().withoutHeld(planned.target(), planned.plan())), places));
        return left.plan().changes().isEmpty()
                ? new Written(left, null, null)
                : done(left, setParameters(left, places));
    }

    private static ApplicationPlan withoutRollbacks(PlannedApplication planned, Map<WatchedImage, WritePlace> places) {
        return planned.target()
                .observed()
                .filter(seen -> !planned.isRollback())
                .map(seen -> new DeployedSources(seen.status(), Instant.now())
                        .histories(planned.plan().at(places)))
                .map(histories -> new RollbackCheck(planned.selections().outcomes(), planned::releasedAt)
                        .apply(planned.plan(), histories))
                .orElse(planned.plan());
    }

    private WriteBackReport setParameters(PlannedApplication planned, Map<WatchedImage, WritePlace> places)
            throws InterruptedException {
        ArgoCdClient client = connections.argocd(planned.target().argocd());
        ApplicationRef application = ApplicationRef.of(planned.spec().application());
        boolean changed = false;
        String spec = "";
        Set<String> onlyOn = rollback == null ? Set.of() : rollback.onlyOn();
        StringBuilder values = new StringBuilder();
        for (Map.Entry<WritePlace, ApplicationPlan> part :
                planned.plan().at(places).entrySet()) {
            SourceParameters after = SourceParameters.after(part.getValue());
            SourceUpdate update =
                    new SourceUpdate(part.getKey().index(), after.helm(), after.kustomizeImages(), after.pluginEnv());
            SourceUpdate difference = SourceUpdate.between(part.getKey().source(), update);
            difference
                    .describe()
                    .forEach(line -> values.append("+ ").append(line).append('\n'));
            if (options.dryRun()) {
                changed |= !difference.isEmpty();
                continue;
            }
            SpecWritten written = client.update(application, difference, onlyOn);
            changed |= written.changed();
            spec = written.spec();
            onlyOn = onlyOn.isEmpty() ? onlyOn : Set.of(spec);
        }
        if (!changed) {
            return new NothingToSet();
        }
        return options.dryRun()
                ? new WouldSetParameters(values.toString())
                : new ParametersSet(values.toString(), Instant.now(), spec);
    }
}
