package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.guard.RolloutSlots;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps back what guards do not let through now, and counts the rollouts that are let through until it is closed. What has no guards, or
 * nothing to write, costs nothing.
 */
final class GuardStage implements AutoCloseable {

    /** After what time a rollout is tried again that had to wait for others. */
    private static final Duration RETRY = Duration.ofMinutes(2);

    private final Engine engine;
    private final Connections connections;
    private final RequestCounts run;
    private final Deadline deadline;
    private final Instant now = Instant.now();
    private final List<Rollout> begun = new ArrayList<>();

    private record Rollout(String server, String application) {}

    GuardStage(Engine engine, Connections connections, RequestCounts run, Deadline deadline) {
        this.engine = engine;
        this.connections = connections;
        this.run = run;
        this.deadline = deadline;
    }

    /** @param dryRun whether nothing is rolled out */
    List<PlannedApplication> guard(List<PlannedApplication> plans, boolean dryRun) throws InterruptedException {
        Map<PlannedApplication, PlannedApplication> guarded = Parallel.map(
                plans.stream()
                        .filter(planned -> !planned.isRollback() && planned.isGuarded())
                        .toList(),
                this::guard);
        List<PlannedApplication> all = new ArrayList<>();
        Map<String, Integer> planned = new HashMap<>();
        for (PlannedApplication plan : plans) {
            PlannedApplication open = guarded.getOrDefault(plan, plan);
            all.add(
                    open.rollsOut()
                                    && !open.isRollback()
                                    && !open.plan().changes().isEmpty()
                            ? withinRollouts(open, dryRun, planned)
                            : open);
        }
        return all;
    }

    private PlannedApplication guard(PlannedApplication planned) throws InterruptedException {
        ChangeGuards guards = planned.guards().at(now);
        if (!planned.isLive()) {
            for (ImageChange change : planned.plan().changes()) {
                Optional<Selection> selection = planned.selections().selected(change.watched());
                if (selection.isPresent()) {
                    for (RegistryTag tag : GuardedChoice.dependingOnLive(change, selection.get())) {
                        learn(guards, planned, change.watched(), tag);
                    }
                }
            }
        }
        Map<WatchedImage, RegistryTag> missing = guards.plan(planned.target()).missing();
        while (!missing.isEmpty()) {
            for (Map.Entry<WatchedImage, RegistryTag> entry : missing.entrySet()) {
                learn(guards, planned, entry.getKey(), entry.getValue());
            }
            missing = guards.plan(planned.target()).missing();
        }
        return planned.with(guards);
    }

    private void learn(ChangeGuards guards, PlannedApplication planned, WatchedImage watched, RegistryTag tag)
            throws InterruptedException {
        String image = watched.image().withoutTag();
        try {
            guards.learn(watched, tag.name(), look(watched, tag));
        } catch (RegistryException e) {
            boolean chosen = planned.selections().offered(watched).stream()
                    .flatMap(selection -> Stream.concat(
                            selection.chosen().map(RegistryTag::name).stream(),
                            selection.verdicts().stream().map(TagVerdict::tag)))
                    .anyMatch(tag.name()::equals);
            if (chosen) {
                guards.fail(watched, e);
            } else {
                guards.learn(
                        watched, tag.name(), Optional.empty()); // what is live need not be in the registry any more
            }
        } catch (Deadline.MissedException e) {
            guards.fail(
                    watched,
                    new RegistryException(
                            Reason.TIMEOUT,
                            "read the date of " + image + ":" + tag.name(),
                            e.getMessage(),
                            "Run again: the next run continues with what was read",
                            e));
        } catch (RuntimeException e) {
            guards.fail(watched, Unforeseen.asFailure("read the date of " + image + ":" + tag.name(), e));
        }
    }

    private Optional<RegistryTag> look(WatchedImage watched, RegistryTag tag)
            throws InterruptedException, Deadline.MissedException {
        RegistryEndpoint endpoint = connections.registry(watched.image());
        RegistrySelector counting = engine.selector()
                .counting(new RequestMetrics(run.of(endpoint.api().getAuthority())));
        return deadline.orIn(Budget.SELECTION.duration())
                .run(() -> counting.look(
                        watched.image(), watched.rule(), endpoint, connections.login(watched, endpoint), tag));
    }

    private PlannedApplication withinRollouts(
            PlannedApplication planned, boolean dryRun, Map<String, Integer> plannedRollouts) {
        Application application = planned.spec().application();
        String server = connections.argocd(planned.target().argocd()).server().name();
        Rollout rollout = new Rollout(server, key(application.namespace(), application.name()));
        int most = planned.plan().changes().stream()
                .mapToInt(change -> change.watched().guards().maxRollouts())
                .filter(limit -> limit > 0)
                .min()
                .orElse(0);
        RolloutSlots slots = engine.rollouts();
        int others = slots.others(server, rollout.application());
        boolean fits =
                dryRun ? most == 0 || others + plannedRollouts.getOrDefault(server, 0) < most : begin(rollout, most);
        if (fits) {
            plannedRollouts.merge(server, 1, Integer::sum);
            return planned;
        }
        ApplicationPlan left = planned.plan();
        Wait wait = new Wait(
                Wait.Cause.ROLLOUTS,
                (others == 1 ? "1 other rollout" : Math.max(others, most) + " other rollouts") + " at " + server
                        + (others == 1 ? " is" : " are") + " under way (maxRollouts: " + most + ")",
                now.plus(RETRY));
        for (ImageChange change : left.changes()) {
            if (change.watched().guards().maxRollouts() > 0) {
                left = left.waiting(change, wait);
            }
        }
        if (!dryRun && !left.changes().isEmpty()) {
            begin(rollout, 0);
        }
        return planned.with(left);
    }

    /** Counts rollouts that go on whatever is under way. */
    void follow(List<ApplicationReport> applications) {
        applications.stream()
                .filter(application -> application.about().hasArgoCd())
                .forEach(application -> begin(
                        new Rollout(
                                application.about().argocd(),
                                key(application.about().namespace(), application.name())),
                        0));
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    private boolean begin(Rollout rollout, int most) {
        boolean fits = engine.rollouts().begin(rollout.server(), rollout.application(), most);
        if (fits) {
            begun.add(rollout);
        }
        return fits;
    }

    /** Nothing is being rolled out any more. */
    @Override
    public void close() {
        begun.forEach(rollout -> engine.rollouts().end(rollout.server(), rollout.application()));
        begun.clear();
    }
}
