package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drifts;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ImageDifference;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks for images that somebody changed in the cluster by hand. Only Applications that are out of sync are asked for, and while nothing of
 * them changes only once.
 */
final class DriftStage {

    private static final Logger LOGGER = Logger.getLogger(DriftStage.class.getName());

    /** Requests for one Application, one for each kind of resource. */
    private static final int MOST_KINDS = 10;

    private final Engine engine;
    private final Connections connections;
    private final Deadline deadline;

    DriftStage(Engine engine, Connections connections, Deadline deadline) {
        this.engine = engine;
        this.connections = connections;
        this.deadline = deadline;
    }

    /**
     * The same in the same order; of an Application of which it cannot be told, as it is, unless it is to be adopted: then nothing of it
     * is written, which could take back what somebody has changed.
     *
     * @param policy for those that have none of their own
     */
    List<PlannedApplication> look(List<PlannedApplication> plans, DriftPolicy policy) throws InterruptedException {

        List<PlannedApplication> possible = plans.stream()
                .filter(planned -> policy(planned, policy) != DriftPolicy.IGNORE)
                .filter(planned ->
                        planned.target().observed().filter(Drifts::arePossible).isPresent())
                .toList();
        Map<PlannedApplication, PlannedApplication> seen =
                Parallel.map(possible, planned -> look(planned, policy(planned, policy)));
        List<PlannedApplication> all = new ArrayList<>();
        plans.forEach(planned -> all.add(seen.getOrDefault(planned, planned)));
        return all;
    }

    /** What is done about an Application. */
    static DriftPolicy policy(PlannedApplication planned, DriftPolicy otherwise) {
        return Objects.requireNonNullElse(planned.target().drift(), otherwise);
    }

    private PlannedApplication look(PlannedApplication planned, DriftPolicy policy) throws InterruptedException {
        try {
            Drifts found = find(planned, true);
            PlannedApplication drifted = planned.with(found, warnings(found, policy));
            return policy == DriftPolicy.ADOPT && drifted.drifts().isAdoptable() ? adopting(drifted) : drifted;
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "Whether " + name(planned) + " was changed by hand is unknown");
            return policy == DriftPolicy.ADOPT
                    ? planned.failing(Unforeseen.asFailure(attempted(planned.target()), e))
                    : planned;
        }
    }

    /**
     * What somebody changed.
     *
     * @param fromMemory whether what was found earlier is good enough
     */
    Drifts find(PlannedApplication planned, boolean fromMemory) throws InterruptedException {
        LiveApplication application = planned.target().observed().orElse(null);
        if (application == null || !Drifts.arePossible(application)) {
            return Drifts.NONE;
        }
        ArgoCdClient client = connections.argocd(planned.target().argocd());
        String server = client.server().name();
        Optional<List<ImageDifference>> known = fromMemory ? engine.drifts().of(server, application) : Optional.empty();
        List<ImageDifference> differences =
                known.isPresent() ? known.get() : ask(client, application, attempted(planned.target()));
        if (known.isEmpty()) {
            engine.drifts().keep(server, application, differences);
        }
        return planned.serving(Drifts.of(
                application,
                differences,
                planned.spec().images(),
                planned.spec().application().observed().liveImages()));
    }

    private static String attempted(WatchTarget target) {
        return "compare Application " + target.spec().application().name() + " with the cluster";
    }

    private List<ImageDifference> ask(ArgoCdClient client, LiveApplication application, String attempted)
            throws InterruptedException {
        Map<List<String>, List<ResourceKey>> kinds = new LinkedHashMap<>();
        Drifts.outOfSync(application)
                .forEach(key -> kinds.computeIfAbsent(List.of(key.group(), key.kind()), kind -> new ArrayList<>())
                        .add(key));
        List<ImageDifference> all = new ArrayList<>();
        for (List<ResourceKey> some : kinds.values().stream().limit(MOST_KINDS).toList()) {
            ResourceKey first = some.get(0);
            String name = some.size() == 1 ? first.name() : "";
            try {
                all.addAll(deadline.run(
                        () -> client.imageDifferences(application.ref(), first.group(), first.kind(), name)));
            } catch (Deadline.MissedException e) {
                throw new ArgoCdException(Reason.TIMEOUT, attempted, e.getMessage(), "Look at the load of Argo CD", e);
            }
        }
        return List.copyOf(all);
    }

    /** The plan that writes what runs, and nothing else: an update of other images is for the next run. */
    static PlannedApplication adopting(PlannedApplication planned) {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        for (WatchedImage image : planned.spec().images()) {
            Drifts.Drifted drifted = planned.drifts().images().get(image);
            outcomes.put(
                    image,
                    drifted != null && drifted.drift().isAdoptable()
                            ? new ImageOutcome.Fixed(drifted.live())
                            : new ImageOutcome.Kept());
        }
        return planned.adopting(new Selections(outcomes, Map.of()));
    }

    /** What cannot be written to Git, and why; of watched images, which are seen everywhere else, only where that is asked for. */
    static List<Warning> warnings(Drifts drifts, DriftPolicy policy) {
        List<Warning> warnings = new ArrayList<>();
        Map<WatchedImage, Drifts.Drifted> watched = policy == DriftPolicy.ADOPT ? drifts.images() : Map.of();
        watched.forEach((image, drifted) -> {
            if (!drifted.drift().isAdoptable()) {
                warnings.add(warning(image.image().label(), drifted.drift()));
            }
        });
        drifts.others().forEach(other -> warnings.add(warning("", other)));
        return List.copyOf(warnings);
    }

    private static Warning warning(String subject, Drift drift) {
        return new Warning(subject, drift.describe() + ". It cannot be written to Git: " + drift.obstacle());
    }

    private static String name(PlannedApplication planned) {
        return planned.spec().application().name();
    }
}
