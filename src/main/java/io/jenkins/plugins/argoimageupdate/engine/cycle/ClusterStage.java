package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at the pods of Applications of which Argo CD's summary does not tell how their images are. A quiet Application costs nothing. */
final class ClusterStage {

    private static final Logger LOGGER = Logger.getLogger(ClusterStage.class.getName());

    private final Connections connections;
    private final Deadline deadline;

    ClusterStage(Connections connections, Deadline deadline) {
        this.connections = connections;
        this.deadline = deadline;
    }

    List<PlannedApplication> look(List<PlannedApplication> plans) throws InterruptedException {
        List<PlannedApplication> unclear =
                plans.stream().filter(PlannedApplication::needsPods).toList();
        Map<PlannedApplication, PlannedApplication> seen = Parallel.map(unclear, this::look);
        List<PlannedApplication> all = new ArrayList<>();
        plans.forEach(planned -> all.add(seen.getOrDefault(planned, planned)));
        return all;
    }

    private PlannedApplication look(PlannedApplication planned) throws InterruptedException {
        LiveApplication observed = planned.target().observed().orElseThrow();
        try {
            ResourceTree tree = deadline.run(
                    () -> connections.argocd(planned.target().argocd()).resourceTree(observed.ref()));
            return planned.with(ImageStates.of(observed, tree));
        } catch (RuntimeException thrown) {
            UpdateException e = Unforeseen.asFailure("look at the pods of " + observed.ref(), thrown);
            LOGGER.log(Level.FINE, e, () -> "The pods of " + observed.ref() + " are unknown");
            return planned;
        } catch (Deadline.MissedException e) {
            LOGGER.log(Level.FINE, e, () -> "The pods of " + observed.ref() + " are unknown");
            return planned;
        }
    }
}
