package io.jenkins.plugins.argoimageupdate.demo.argocd;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an Application's source says should run: the Git repository and the templates, to {@link EmbeddedArgoCd}. */
@FunctionalInterface
public interface ManifestSource {

    /**
     * Renders the manifests.
     *
     * @param application the Application's name, of which there may be an override file
     * @param source one entry of the Application's sources, with its own parameters and images
     * @param revision a commit; empty for the tip of the source's target revision
     * @throws RenderException if that cannot be done
     */
    Rendered render(String application, JsonNode source, String revision);

    /**
     * Who made a commit; the default knows nothing of it.
     *
     * @throws RenderException if there is no such commit
     */
    default CommitInfo commit(JsonNode source, String revision) {
        return new CommitInfo("", Instant.EPOCH, "");
    }

    /**
     * The manifests at one commit.
     *
     * @param type of the source, such as {@code Helm}
     * @param others resources without pods, which are as healthy as it says from the start
     */
    record Rendered(String revision, String type, List<Workload> workloads, List<Other> others) {}

    /**
     * A Deployment with one pod, or a Rollout of Argo Rollouts with one of each version.
     *
     * @param strategy {@code spec.strategy} of a Rollout; null for a Deployment
     */
    record Workload(String name, String image, @Nullable JsonNode strategy) {

        /** A Deployment. */
        public Workload(String name, String image) {
            this(name, image, null);
        }
    }

    /**
     * A resource without pods: of a kind that never has any, or that has none now, such as a CronJob between its runs.
     *
     * @param health such as {@code Healthy}; empty for a kind without health
     * @param message why; empty for none
     * @param image of the pods that it would have; empty for none
     */
    record Other(String group, String version, String kind, String name, String health, String message, String image) {

        /** A resource of a kind that never has pods. */
        public Other(String group, String version, String kind, String name, String health, String message) {
            this(group, version, kind, name, health, message, "");
        }
    }

    /** Author, time and message of a commit. */
    record CommitInfo(String author, Instant date, String message) {}

    /** The manifests cannot be rendered; the message is what Argo CD would show. */
    final class RenderException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RenderException(@Nullable String message) {
            super(message);
        }
    }
}
