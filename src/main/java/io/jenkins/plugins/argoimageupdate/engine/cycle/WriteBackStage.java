package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdate;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FileDiffs;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SignatureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.Outcome;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Carries plans to Git, one commit for all that go to the same branch, or to the Argo CD API. */
final class WriteBackStage {

    private final GitWorkspace git;
    private final Connections connections;
    private final CycleOptions options;
    private final Deadline deadline;

    /** @param deadline of all of it */
    WriteBackStage(GitWorkspace git, Connections connections, CycleOptions options, Deadline deadline) {
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
    record Written(PlannedApplication planned, WriteBackReport report, UpdateException failure, List<String> warnings) {

        Written(PlannedApplication planned, WriteBackReport report, UpdateException failure) {
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
                    WriteBackReport set = inTime(
                            "set the parameters of "
                                    + planned.spec().application().name(),
                            () -> setParameters(planned));
                    written.put(planned, done(planned, set));
                } else {
                    groups.computeIfAbsent(GitDestination.of(planned), destination -> new ArrayList<>())
                            .add(planned);
                }
            } catch (RuntimeException failure) {
                written.put(planned, unwritten(planned, failure));
            }
        }
        Parallel.map(groups.entrySet(), group -> commit(group.getKey(), group.getValue()))
                .values()
                .forEach(written::putAll);
        return written;
    }

    private Map<PlannedApplication, Written> commit(GitDestination destination, List<PlannedApplication> members)
            throws InterruptedException {
        Map<PlannedApplication, Written> written = new LinkedHashMap<>();
        List<PlanEdit> edits = members.stream()
                .map(member -> new PlanEdit(member, options.commit().message()))
                .toList();
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
                WriteBackReport report = nothingToDo(remote, destination.push(), "");
                members.forEach(member -> written.put(member, new Written(member, report.with(refused.get()), null)));
                return written;
            }
            BranchChange change = new BranchChange(
                    destination.base(),
                    destination.push(),
                    composed,
                    options.commit().style(),
                    options.dryRun());
            PushOutcome outcome = inTime("commit to " + remote, () -> git.commit(remote, change));
            PullRequestReport proposed = inTime(
                    "open a pull request in " + remote,
                    () -> proposal.flatMap(made -> made.make(outcome, message(edits)))
                            .orElse(null));
            for (int i = 0; i < edits.size(); i++) {
                written.put(
                        members.get(i),
                        written(edits.get(i), composed.outcomes().get(i), remote, outcome, proposed));
            }
        } catch (RuntimeException failure) {
            members.forEach(member -> written.put(member, unwritten(member, failure)));
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
                    "Run again, which finds out what was written; and look at what took so long before",
                    e);
        }
    }

    private static String message(List<PlanEdit> edits) {
        return ComposedEdit.message(edits.stream().map(PlanEdit::message).toList());
    }

    private Written written(
            PlanEdit edit,
            ComposedEdit.Outcome edited,
            GitRemote remote,
            PushOutcome outcome,
            PullRequestReport proposed) {
        if (edited instanceof ComposedEdit.Outcome.Failed failed) {
            return new Written(edit.planned(), null, failed.failure());
        }
        return edit.isWithoutWritableImage()
                ? new Written(edit.planned(), null, null)
                : done(
                                edit.planned(),
                                report(remote, outcome, edit.files())
                                        .with(proposed)
                                        .with(order(edit.planned(), outcome)))
                        .warning(edit.warnings());
    }

    /** What Argo CD had seen before the branch was read is in it, below the commit. */
    private static CommitOrder order(PlannedApplication planned, PushOutcome outcome) {
        Set<String> earlier = new TreeSet<>();
        if (planned.isLive()) {
            earlier.addAll(planned.target().observed().status().knownRevisions());
        }
        if (outcome instanceof PushOutcome.Pushed pushed) {
            earlier.add(pushed.parent());
        } else if (outcome instanceof PushOutcome.NothingToDo nothing) {
            earlier.remove(nothing.tip());
        }
        return new CommitOrder(List.copyOf(earlier), List.of());
    }

    private static Written done(PlannedApplication planned, WriteBackReport report) {
        boolean nothing = report.outcome() == Outcome.NOTHING_TO_DO && report.pullRequest() == null;
        if (!nothing || !planned.plan().isAmbiguous()) {
            return new Written(planned, report, null);
        }
        PlannedApplication settled = planned.settled();
        return new Written(settled, settled.plan().changes().isEmpty() ? null : report, null);
    }

    private static WriteBackReport nothingToDo(GitRemote remote, String branch, String tip) {
        return new WriteBackReport(
                Outcome.NOTHING_TO_DO, remote.toString(), branch, tip, List.of(), "", "", null, "", null);
    }

    private WriteBackReport report(GitRemote remote, PushOutcome outcome, List<String> files) {
        String url = remote.toString();
        if (files.isEmpty() || outcome instanceof PushOutcome.NothingToDo) {
            String tip = outcome instanceof PushOutcome.NothingToDo nothing ? nothing.tip() : parent(outcome);
            return nothingToDo(remote, outcome.branch(), tip);
        }
        if (outcome instanceof PushOutcome.Pushed pushed) {
            return new WriteBackReport(
                    Outcome.COMMITTED,
                    url,
                    pushed.branch(),
                    pushed.commit(),
                    files,
                    FileDiffs.of(pushed.diff(), files),
                    pushed.message(),
                    Instant.now(),
                    author(),
                    signature());
        }
        PushOutcome.WouldPush would = (PushOutcome.WouldPush) outcome;
        return new WriteBackReport(
                Outcome.WOULD_COMMIT,
                url,
                would.branch(),
                "",
                files,
                FileDiffs.of(would.diff(), files),
                would.message(),
                null,
                author(),
                signature());
    }

    private String author() {
        GitIdentity author = options.commit().style().author();
        return author.name() + " <" + author.email() + ">";
    }

    private SignatureReport signature() {
        CommitSigner signer = options.commit().style().signer();
        return signer == null
                ? null
                : new SignatureReport(signer.key().format(), signer.key().fingerprint());
    }

    private static String parent(PushOutcome outcome) {
        return outcome instanceof PushOutcome.Pushed pushed
                ? pushed.commit()
                : ((PushOutcome.WouldPush) outcome).parent();
    }

    private WriteBackReport setParameters(PlannedApplication planned) {
        ArgoCdClient client = connections.argocd(planned.target().argocd());
        ApplicationRef application = ApplicationRef.of(planned.spec().application());
        Map<WatchedImage, WritePlace> places = new LinkedHashMap<>();
        for (ImageChange change : planned.plan().images()) {
            places.put(change.watched(), planned.spec().places(change.watched()).get(0));
        }
        boolean changed = false;
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
            changed |= options.dryRun() ? !difference.isEmpty() : client.update(application, difference);
        }
        if (!changed) {
            return parametersReport(Outcome.NOTHING_TO_DO, "", null);
        }
        return options.dryRun()
                ? parametersReport(Outcome.WOULD_SET_PARAMETERS, values.toString(), null)
                : parametersReport(Outcome.PARAMETERS_SET, values.toString(), Instant.now());
    }

    private static WriteBackReport parametersReport(Outcome outcome, String values, Instant at) {
        return new WriteBackReport(outcome, "", "", "", List.of(), values, "", at, "", null);
    }
}
