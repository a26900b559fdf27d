package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.demo.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedArgoCd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/** The stand-in says what the real one says: no field that a real answer does not have, and the same errors. */
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
        argocd.add(Manifests.manual("web"));
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

    @Test
    public void errorsAreThoseOfARealOne() throws Exception {
        same("application-unknown", get("/api/v1/applications/nosuch"));
        same("application-unknown-with-project", get("/api/v1/applications/nosuch?project=default"));
        same("session-wrong-password", post("/api/v1/session", "{\"username\":\"admin\",\"password\":\"nope\"}"));
        same("bad-token", send(request("/api/v1/applications/example").setHeader("Authorization", "Bearer x")));
        HttpResponse<String> untyped = send(request("/api/v1/session").POST(BodyPublishers.ofString("{}")));
        same("post-without-content-type", untyped);
        argocd.faults().holdOperations(true);
        post("/api/v1/applications/web/sync", "{}");
        sameOfWeb("web-sync-while-in-progress", post("/api/v1/applications/web/sync", "{}"));
        argocd.faults().freeze("web");
        sameOfWeb("frozen-sync", post("/api/v1/applications/web/sync", "{}"));
        sameOfWeb("frozen-syncwindows", get("/api/v1/applications/web/syncwindows"));
        same("application-list-by-selector", get("/api/v1/applications?selector=team%3Dnone"));
    }

    @Test
    public void aListKeepsOnlyTheFieldsAskedFor() throws Exception {
        assertThat(fields(get("/api/v1/applications?fields=items.metadata.name,items.spec.source")
                        .body()))
                .containsExactlyInAnyOrder(
                        "metadata.resourceVersion",
                        "items[].metadata.name",
                        "items[].spec.source.repoURL",
                        "items[].spec.source.path",
                        "items[].spec.source.targetRevision");
    }

    private static void same(String recording, HttpResponse<String> answer) {
        same(Recording.named("example", recording), answer);
    }

    private static void sameOfWeb(String recording, HttpResponse<String> answer) {
        same(Recording.named("web", recording), answer);
    }

    private static void same(Recording recording, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(recording.name()).isEqualTo(recording.status());
        if (recording.contentType().startsWith("application/json")
                && !recording.name().contains("list")) {
            assertThat(JsonAnswers.MAPPER.readTree(answer.body())).isEqualTo(recording.json());
        }
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

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(argocd.url() + path)).setHeader("Authorization", "Bearer t0ken");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
