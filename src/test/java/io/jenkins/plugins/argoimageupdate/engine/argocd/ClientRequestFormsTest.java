package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/** The client sends nothing of which it is not known how a real argocd-server answers it. */
public class ClientRequestFormsTest {

    private static final List<String> RECORDED = List.of("example", "web", "forms", "drift");

    /**
     * Parameters that no recording has. Source: {@code server/application/application.go} of 3.5.1, {@code Watch}, {@code
     * ManagedResources} and {@code ListResourceEvents}; the published description of the API has them too.
     */
    private static final Map<String, Set<String>> READ_IN_THE_SOURCE = Map.of(
            "/api/v1/stream/applications", Set.of("appNamespace"),
            "/api/v1/applications/*/managed-resources", Set.of("project", "appNamespace"),
            "/api/v1/applications/*/events", Set.of("resourceNamespace", "resourceName", "resourceUID"));

    /**
     * Requests that no recording has. Source: {@code RunResourceActionV2} in {@code server/application/application.proto} and {@code
     * application.go} of 3.5.1, which is in the published description too.
     */
    private static final Set<String> WRITTEN_IN_THE_SOURCE = Set.of("/api/v1/applications/*/resource/actions/v2");

    private static final List<ApplicationRef> WAYS_TO_NAME_IT = List.of(
            ApplicationRef.named("web"),
            new ApplicationRef("web", "", "default"),
            new ApplicationRef("web", "argocd", ""),
            new ApplicationRef("web", "argocd", "default"));

    private final ScriptedSource git = new ScriptedSource();
    private EmbeddedArgoCd argocd;
    private Map<String, ClientCalls.Call> calls;

    @Before
    public void start() throws Exception {
        String revision = git.rollout("org/frontend:main-1", "{\"canary\":{}}");
        argocd =
                EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(java.time.Duration.ofMillis(5)), git);
        argocd.add(Manifests.automated("web"));
        org.awaitility.Awaitility.await().until(() -> argocd.application("web").contains("\"Succeeded\""));
        calls = ClientCalls.of(WAYS_TO_NAME_IT, revision);
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void everyMethodOfTheClientIsLookedAt() {
        Set<String> methods = Arrays.stream(ArgoCdClient.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !ClientCalls.SILENT.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(methods);
    }

    @Test
    public void everyRequestHasAFormThatWasRecorded() throws Exception {
        List<RequestForm> known = RECORDED.stream()
                .flatMap(file -> Recording.all(file).stream())
                .map(RequestForm::of)
                .map(ClientRequestFormsTest::withWhatTheSourceSays)
                .toList();
        assertThat(sent())
                .filteredOn(form -> !WRITTEN_IN_THE_SOURCE.contains(form.path()))
                .allSatisfy(
                        form -> assertThat(known).as("recordings of %s", form).anyMatch(form::isPartOf));
    }

    @Test
    public void aFormThatWasNotRecordedIsNoticed() {
        List<RequestForm> known =
                Recording.all("forms").stream().map(RequestForm::of).toList();
        RequestForm unknown = RequestForm.of("GET /api/v1/applications?selector=a%3Db&refresh=normal");
        RequestForm elsewhere = RequestForm.of("GET /api/v1/applications/web/logs?podName=x");
        RequestForm leftOut =
                RequestForm.of("GET /api/v1/applications?selector=a&fields=items.spec%2Citems.status.sourceType");
        assertThat(known)
                .noneMatch(unknown::isPartOf)
                .noneMatch(elsewhere::isPartOf)
                .noneMatch(leftOut::isPartOf)
                .anyMatch(RequestForm.of("GET /api/v1/applications?selector=a&fields=items.spec")::isPartOf);
        assertThat(RequestForm.of("GET /api/v1/applications/a/revisions/b/metadata?project=c"))
                .hasToString("GET /api/v1/applications/*/revisions/*/metadata [project]");
    }

    @Test
    public void everyParameterIsInThePublishedDescription() throws Exception {
        JsonNode described = description();
        assertThat(sent()).allSatisfy(form -> {
            JsonNode endpoint = described.path(form.method() + " " + form.path());
            assertThat(JsonAnswers.texts(endpoint.path("parameters"))).containsAll(form.parameters());
        });
    }

    @Test
    public void everyFieldOfABodyIsInThePublishedDescription() throws Exception {
        try (ReplayServer server = ReplayServer.answering("web", "web-healthy")) {
            ArgoCdClient client = ArgoCdClients.client(server.url());
            calls.get("sync").on(client);
            calls.get("update").on(client);
            List<String> writes = server.requests().stream()
                    .filter(request -> !request.startsWith("GET"))
                    .toList();
            assertThat(writes).hasSize(3 * WAYS_TO_NAME_IT.size());
            JsonNode described = description();
            for (String write : writes) {
                RequestForm form = RequestForm.of(write);
                JsonNode body = JsonAnswers.MAPPER.readTree(write.substring(write.indexOf('{')));
                JsonNode endpoint = described.path(form.method() + " " + form.path());
                assertThat(JsonAnswers.texts(endpoint.path("body")))
                        .as(form.toString())
                        .containsAll(body.propertyNames());
            }
        }
    }

    private Set<RequestForm> sent() throws Exception {
        ArgoCdClient client = ArgoCdClients.client(argocd.url());
        for (ClientCalls.Call call : calls.values()) {
            call.on(client);
        }
        Set<RequestForm> forms = argocd.requests().stream().map(RequestForm::of).collect(Collectors.toSet());
        assertThat(forms).hasSizeGreaterThan(20);
        return forms;
    }

    private static RequestForm withWhatTheSourceSays(RequestForm recorded) {
        return recorded.with(
                READ_IN_THE_SOURCE.getOrDefault(recorded.path(), Set.of()).toArray(new String[0]));
    }

    private static JsonNode description() throws IOException {
        try (InputStream in = ClientRequestFormsTest.class.getResourceAsStream("swagger.json")) {
            return JsonAnswers.MAPPER.readTree(in.readAllBytes());
        }
    }
}
