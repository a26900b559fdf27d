package io.jenkins.plugins.argoimageupdate.demo.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ScriptedSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/** Situations of the stand-in that take some time to come about; {@link EmbeddedArgoCdRecordingsTest} holds the rest to recordings. */
public class EmbeddedArgoCdShapesTest {

    private final ScriptedSource git = new ScriptedSource();
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedArgoCd argocd;

    @Before
    public void start() {
        git.autoscale();
        git.commit("org/frontend:main-1");
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(10)), git);
        argocd.add(Manifests.automated("example"));
        await().until(() -> get("/api/v1/applications/example").body().contains("Succeeded"));
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void anApplicationHasTheFieldsOfARealOne() throws Exception {
        assertThat(fields(get("/api/v1/applications/example").body()))
                .isSubsetOf(fieldsOf("application-recovered"))
                .contains(
                        "spec.source.repoURL",
                        "status.sync.comparedTo.source.targetRevision",
                        "status.operationState.operation.sync.revision",
                        "status.operationState.syncResult.revision",
                        "status.history[].deployStartedAt",
                        "status.resources[].health.message",
                        "status.summary.images[]",
                        "status.reconciledAt");
    }

    @Test
    public void aResourceTreeHasTheFieldsOfARealOne() throws Exception {
        argocd.faults().imageIsMissing("org/frontend:main-2");
        git.commit("org/frontend:main-2");
        get("/api/v1/applications/example?refresh=normal");
        await().until(() ->
                get("/api/v1/applications/example/resource-tree").body().contains("ImagePullBackOff"));
        assertThat(fields(get("/api/v1/applications/example/resource-tree").body()))
                .isSubsetOf(fieldsOf("resource-tree-bad-image"))
                .contains("nodes[].parentRefs[].uid", "nodes[].info[].value", "nodes[].health.message");
        ApplicationStatus status = ApplicationJson.live(JsonAnswers.MAPPER.readTree(argocd.application("example")))
                .status();
        assertThat(status.sync()).isEqualTo(SyncStatus.SYNCED);
        assertThat(status.health().status()).isEqualTo(HealthStatus.PROGRESSING);
    }

    private static Set<String> fieldsOf(String recording) {
        return fields(Recording.named("example", recording).body());
    }

    /** The paths of all values, but for those below labels and annotations, whose keys are free. */
    private static Set<String> fields(String json) {
        Set<String> paths = new TreeSet<>();
        collect(JsonAnswers.MAPPER.readTree(json), "", paths);
        paths.removeIf(p -> p.startsWith("metadata.annotations") || p.startsWith("metadata.labels"));
        return paths;
    }

    private static void collect(JsonNode node, String path, Set<String> paths) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> collect(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), paths));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", paths));
        } else {
            paths.add(path);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(argocd.url() + path)).setHeader("Authorization", "Bearer t0ken");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
