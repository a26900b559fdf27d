package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A Git repository whose commits only say which image the Deployment {@code frontend} has. */
public final class ScriptedSource implements ManifestSource {

    private final List<Rendered> commits = new ArrayList<>();
    private volatile String broken = "";
    private volatile boolean autoscaled;

    /** Makes a commit and returns its name. */
    public String commit(String image) {
        return commit(
                image,
                autoscaled
                        ? List.of(new Other(
                                "autoscaling",
                                "v2",
                                "HorizontalPodAutoscaler",
                                "frontend",
                                "Progressing",
                                "Waiting to Autoscale"))
                        : List.of());
    }

    /** A commit with a CronJob {@code nightly} besides, which has no pod. */
    public String commit(String image, String nightly) {
        return commit(image, List.of(new Other("batch", "v1", "CronJob", "nightly", "Healthy", "", nightly)));
    }

    private String commit(String image, List<Other> others) {
        return commit(List.of(new Workload("frontend", image)), others);
    }

    /** A commit whose {@code frontend} is a Rollout of Argo Rollouts. */
    public String rollout(String image, String strategy) {
        return commit(List.of(new Workload("frontend", image, JsonAnswers.MAPPER.readTree(strategy))), List.of());
    }

    private synchronized String commit(List<Workload> workloads, List<Other> others) {
        String revision = String.format("%07x%033x", 0xabc0000L + commits.size(), 0);
        commits.add(new Rendered(revision, "Helm", workloads, others));
        return revision;
    }

    public void breakManifests(String message) {
        broken = message;
    }

    public void autoscale() {
        autoscaled = true;
    }

    @Override
    public synchronized Rendered render(String application, JsonNode source, String revision) {
        if (!broken.isEmpty()) {
            throw new RenderException(broken);
        }
        if (revision.isEmpty()) {
            return withParameters(commits.get(commits.size() - 1), source);
        }
        return commits.stream()
                .filter(c -> c.revision().equals(revision))
                .findFirst()
                .map(c -> withParameters(c, source))
                .orElseThrow(() -> new RenderException("fatal: remote error: upload-pack: not our ref " + revision));
    }

    private static Rendered withParameters(Rendered rendered, JsonNode source) {
        for (JsonNode parameter : source.path("helm").path("parameters")) {
            if (parameter.path("name").asString("").equals("frontend.tag")) {
                String image = "org/frontend:" + parameter.path("value").asString("");
                return new Rendered(
                        rendered.revision(),
                        rendered.type(),
                        List.of(new Workload("frontend", image)),
                        rendered.others());
            }
        }
        return rendered;
    }

    @Override
    public synchronized CommitInfo commit(JsonNode source, String revision) {
        if (commits.stream().noneMatch(c -> c.revision().equals(revision))) {
            throw new RenderException("fatal: remote error: upload-pack: not our ref " + revision);
        }
        long number = Long.parseLong(revision.substring(0, 7), 16);
        return new CommitInfo("dev <dev@example.com>", Instant.ofEpochSecond(number), "update");
    }
}
