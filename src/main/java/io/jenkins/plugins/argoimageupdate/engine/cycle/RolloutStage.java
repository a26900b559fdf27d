package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.HealthCheck;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.Rollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutListener;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutResult;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWait;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWaits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RevisionsBefore;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TimelineEntry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.InGit;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows what was written into the cluster. Only the reports of the write-back are needed, so it can be taken up later. */
final class RolloutStage {

    private final Engine engine;
    private final Connections connections;
    private final RolloutSettings settings;
    private final Consumer<CycleEvent> events;

    RolloutStage(Engine engine, Connections connections, RolloutSettings settings, Consumer<CycleEvent> events) {
        this.engine = engine;
        this.connections = connections;
        this.settings = settings;
        this.events = events;
    }

    /**
     * Begins to follow some of the Applications of a run.
     *
     * @param report makes the run's report of all, as they are then
     */
    FollowedRollouts follow(
            List<ApplicationReport> all,
            Predicate<ApplicationReport> some,
            Function<List<ApplicationReport>, CycleReport> report) {
        List<Runnable> cancels = new CopyOnWriteArrayList<>();
        Runnable cancel = () -> cancels.forEach(Runnable::run);
        AtomicReference<Throwable> first = new AtomicReference<>();
        List<CompletableFuture<ApplicationReport>> applications = new ArrayList<>();
        try {
            for (ApplicationReport application : all) {
                applications.add(
                        some.test(application)
                                ? follow(application, cancels::add).whenComplete((followed, failure) -> {
                                    if (failure != null) {
                                        keepFirst(first, failure);
                                        cancel.run();
                                    }
                                })
                                : CompletableFuture.completedFuture(application));
            }
        } catch (RuntimeException | Error e) {
            cancel.run();
            throw e;
        }
        return new FollowedRollouts(
                CompletableFuture.allOf(applications.toArray(CompletableFuture[]::new))
                        .handle((over, failure) -> {
                            if (failure != null) {
                                throw new CompletionException(
                                        first.get() == null ? new CancellationException() : first.get());
                            }
                            return report.apply(applications.stream()
                                    .map(CompletableFuture::join)
                                    .toList());
                        }),
                cancel);
    }

    /** What ended the first one; the others were cancelled for it. */
    private static void keepFirst(AtomicReference<Throwable> first, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof CancellationException)) {
            first.compareAndSet(null, cause);
        }
    }

    /**
     * @param cancel takes what ends it
     * @return the Application as it was followed to its end; a {@link CancellationException} if it was not
     */
    private CompletableFuture<ApplicationReport> follow(ApplicationReport application, Consumer<Runnable> cancel) {
        events.accept(new CycleEvent.RolloutBegan(application));
        Progress progress = new Progress(application);
        ArgoCdClient client;
        RolloutWait begun;
        try {
            client = connections.argocd(application.about().argocd()).sharing(engine.applications());
            begun = progress.wait(client);
        } catch (RuntimeException thrown) {
            return CompletableFuture.completedFuture(followed(application, progress, progress.report(thrown)));
        }
        RolloutWaits.Following wait = engine.waits().begin(client.server(), begun);
        cancel.accept(wait::cancel);
        return wait.result().handle((result, thrown) -> {
            RolloutReport report = thrown == null ? progress.report(result) : progress.report(unchecked(thrown));
            engine.applications().changed(client.server());
            return followed(application, progress, report);
        });
    }

    /** @throws CancellationException if that is what was thrown; likewise an error */
    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private ApplicationReport followed(ApplicationReport application, Progress progress, RolloutReport report) {
        ApplicationReport followed = application.with(report).with(progress::state);
        events.accept(new CycleEvent.RolledOut(followed, report));
        return followed;
    }

    /** One wait, and what it has seen. */
    private final class Progress implements RolloutListener {

        private final ApplicationReport application;
        /** What is rolled out; null where only the health of what is there is looked at. */
        private final @Nullable WriteBackReport written;

        private final Instant started = Instant.now();
        private final List<TimelineEntry> timeline = new ArrayList<>();
        private @Nullable Observation last;
        private @Nullable Instant synced;

        Progress(ApplicationReport application) {
            this.application = application;
            this.written = application.rollsOut() ? application.writeBack() : null;
        }

        /** An image as the last look found it. */
        ImageReport state(ImageReport image) {
            if (last == null) {
                return image;
            }
            ImageState now = ImageStates.of(last).of(image.desired(application.isWritten()));
            Drift changed = image.state() == null ? null : image.state().drift();
            boolean stays = changed != null && written == null && !now.isLive();
            return image.with(stays ? now.drifted(changed) : now);
        }

        RolloutWait wait(ArgoCdClient client) {
            return written == null ? check(client) : rollOut(client, written);
        }

        RolloutReport report(RolloutResult result) {
            return report(result.revision(), ResourceReport.of(result.application(), result.tree(), commit()), null);
        }

        RolloutReport report(RuntimeException thrown) {
            UpdateException failure = Unforeseen.asFailure("follow the rollout of " + application.name(), thrown);
            List<ResourceReport> resources =
                    last == null ? List.of() : ResourceReport.of(last.application(), last.tree(), commit());
            return report(commit(), resources, FailureReport.of(failure));
        }

        private String commit() {
            return written == null ? "" : written.revision().orElse("");
        }

        /** Nothing had to be written: whether what is there is healthy. */
        private HealthCheck check(ArgoCdClient client) {
            List<DesiredImage> images = application.images().stream()
                    .map(image -> image.desired(false))
                    .toList();
            String found = application.writeBack() == null ? "nothing to update, but " : "";
            return new HealthCheck(
                    client,
                    application.about().ref(),
                    images,
                    found,
                    settings.limits(),
                    settings.timeout(),
                    settings.waitFor() == WaitFor.PAUSED,
                    this);
        }

        private Rollout rollOut(ArgoCdClient client, WriteBackReport written) {
            DesiredState desired = new DesiredState(
                    commit(),
                    written.destination().map(BranchReport::repository).orElse(""),
                    written.isWritten(),
                    application.changes().stream()
                            .map(image -> image.desired(true))
                            .toList(),
                    before(written));
            RolloutRequest request = new RolloutRequest(
                    application.about().ref(),
                    desired,
                    settings.waitFor(),
                    settings.sync(),
                    settings.timeout(),
                    settings.endOnFailedHook());
            return new Rollout(client, request, settings.limits(), this);
        }

        private static RevisionsBefore before(WriteBackReport written) {
            CommitOrder order = written.inGit().map(InGit::order).orElse(CommitOrder.NONE);
            return new RevisionsBefore(Set.copyOf(order.earlier()), Set.copyOf(order.known()));
        }

        private RolloutReport report(String revision, List<ResourceReport> resources, @Nullable FailureReport failure) {
            return new RolloutReport(
                    revision,
                    last == null ? "" : last.application().status().sync().toString(),
                    last == null
                            ? ""
                            : last.application().status().health().status().toString(),
                    started,
                    synced,
                    Instant.now(),
                    resources,
                    List.copyOf(timeline),
                    last == null ? List.of() : last.rollouts(),
                    failure);
        }

        @Override
        public void begins(Set<String> known) {
            if (written instanceof InGit git && git.order().known().isEmpty() && !known.isEmpty()) {
                List<String> sorted = known.stream().sorted().toList();
                ApplicationReport ordered =
                        application.with(git.with(new CommitOrder(git.order().earlier(), sorted)));
                events.accept(new CycleEvent.Announced(ordered));
            }
        }

        @Override
        public void changed(RolloutChange change) {
            timeline.add(new TimelineEntry(change.at(), change.toString()));
            events.accept(new CycleEvent.RolloutChanged(application, change));
        }

        @Override
        public void observed(Observation observation) {
            last = observation;
            boolean hasRevision = commit().isEmpty()
                    || observation.application().status().revisions().contains(commit());
            if (written != null
                    && synced == null
                    && hasRevision
                    && observation.application().status().sync() == SyncStatus.SYNCED) {
                synced = observation.at();
                Duration after = Duration.between(started, synced);
                events.accept(new CycleEvent.Synced(application, observation, after));
            }
            events.accept(new CycleEvent.RolloutObserved(application, observation));
        }
    }
}
