package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the requests that {@link EmbeddedArgoCd} understands, as argocd-server 3.5 does. Thread-safe. */
final class ArgoCdApi {

    /** In milliseconds; the real one waits for as long as the client does. */
    private static final long LONGEST_REFRESH = 60_000;

    private final ApplicationAccess access;
    private final SessionTokens sessions;
    private final ArgoCdFaults faults;
    private final Changes changes;
    private final ResourceApi resources;

    /** Told of every change of an Application; gives it its resource version. */
    interface Changes {
        ObjectNode current(SimulatedApplication application);

        void changed(SimulatedApplication application);
    }

    ArgoCdApi(ApplicationAccess access, SessionTokens sessions, ArgoCdFaults faults, Changes changes) {
        this.access = access;
        this.sessions = sessions;
        this.faults = faults;
        this.changes = changes;
        this.resources = new ResourceApi(access, faults, changes);
    }

    ApiAnswer answer(ApiRequest request) {
        try {
            return answerOrRefuse(request);
        } catch (RefusedException e) {
            return e.answer();
        }
    }

    private ApiAnswer answerOrRefuse(ApiRequest request) {
        if (!request.path().get(0).equals("api")) {
            return ApiAnswer.html(
                    "<!doctype html><html><head><title>Argo CD</title></head><body>Argo CD</body></html>");
        }
        if (faults.takeServerError()) {
            return ApiAnswer.error(500, 2, "injected failure");
        }
        if (!request.method().equals("GET") && !request.contentType().startsWith("application/json")) {
            return new ApiAnswer(415, "text/plain; charset=utf-8", "Invalid content type\n");
        }
        if (request.is("GET", "api", "version")) {
            return ApiAnswer.json(Json.object().put("Version", "v3.5.1+demo"));
        }
        if (request.is("POST", "api", "v1", "session")) {
            return session(request);
        }
        if (request.is("GET", "api", "v1", "session", "userinfo")) {
            ObjectNode info = Json.object().put("loggedIn", sessions.isValid(request.token()));
            return ApiAnswer.json(
                    info.put("username", sessions.account(request.token())).put("iss", "argocd"));
        }
        if (!sessions.isValid(request.token())) {
            return ApiAnswer.error(401, 16, "no session information");
        }
        if (request.is("GET", "api", "v1", "applications")) {
            return list(request);
        }
        if (request.path().size() < 4 || !request.path().get(2).equals("applications")) {
            return new ApiAnswer(404, "application/json", "{\"code\":5,\"message\":\"Not Found\"}");
        }
        return application(request);
    }

    private ApiAnswer session(ApiRequest request) {
        String token = sessions.create(Json.text(request.body(), "username"), Json.text(request.body(), "password"));
        return token.isEmpty()
                ? ApiAnswer.error(401, 16, "Invalid username or password")
                : ApiAnswer.json(Json.object().put("token", token));
    }

    private ApiAnswer list(ApiRequest request) {
        ObjectNode list = Json.object();
        list.putObject("metadata").put("resourceVersion", "1");
        ArrayNode items = Json.array();
        for (SimulatedApplication application : access.listed(request)) {
            items.add(application.listed(changes.current(application)));
        }
        list.set("items", items.isEmpty() ? Json.MAPPER.nullNode() : items);
        return ListFields.answer(list, request.query("fields"));
    }

    private ApiAnswer application(ApiRequest request) {
        SimulatedApplication application = access.find(request);
        return request.method().equals("GET") ? read(application, request) : write(application, request);
    }

    private ApiAnswer read(SimulatedApplication application, ApiRequest request) {
        if (request.is("GET", "api", "v1", "applications", "*")) {
            return request.query("refresh").isEmpty()
                    ? ApiAnswer.json(changes.current(application))
                    : refresh(application);
        }
        if (request.is("GET", "api", "v1", "applications", "*", "resource-tree")) {
            return ApiAnswer.json(application.tree());
        }
        if (request.is("GET", "api", "v1", "applications", "*", "resource")) {
            return resources.get(application, request);
        }
        if (request.is("GET", "api", "v1", "applications", "*", "manifests")) {
            return manifests(application, request.query("revision"));
        }
        if (request.is("GET", "api", "v1", "applications", "*", "managed-resources")) {
            if (faults.hasNoLiveResources()) {
                return ApiAnswer.error(500, 13, "failed to get live state");
            }
            return ApiAnswer.json(application.managedResources(request.query("kind"), request.query("name")));
        }
        if (request.is("GET", "api", "v1", "applications", "*", "events")) {
            return events(application, request);
        }
        if (request.is("GET", "api", "v1", "applications", "*", "syncwindows")) {
            return ApiAnswer.json(syncWindows(application));
        }
        if (request.is("GET", "api", "v1", "applications", "*", "revisions", "*", "metadata")) {
            return commit(application, request.path().get(5));
        }
        return new ApiAnswer(404, "application/json", "{\"code\":5,\"message\":\"Not Found\"}");
    }

    private ApiAnswer refresh(SimulatedApplication application) {
        try {
            if (!faults.awaitComparisons(LONGEST_REFRESH)) {
                return ApiAnswer.error(500, 2, "application refresh deadline exceeded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ApiAnswer.error(500, 2, "application refresh deadline exceeded");
        }
        application.refresh();
        changes.changed(application);
        return ApiAnswer.json(changes.current(application));
    }

    private static ApiAnswer events(SimulatedApplication application, ApiRequest request) {
        String name = request.query("resourceName");
        boolean owned = name.isEmpty() || application.owns(name, request.query("resourceUID"));
        if (!owned) {
            return ApiAnswer.error(400, 3, name + " not found as part of application " + application.name());
        }
        ObjectNode events = Json.object();
        events.putObject("metadata").put("resourceVersion", "1");
        events.set("items", application.events(name));
        return ApiAnswer.json(events);
    }

    private ApiAnswer manifests(SimulatedApplication application, String revision) {
        if (faults.hasNoManifests()) {
            return ApiAnswer.error(500, 2, "error getting API resources: connection refused");
        }
        try {
            ObjectNode answer = Json.object();
            answer.set("manifests", application.manifests(revision));
            return ApiAnswer.json(answer);
        } catch (ManifestSource.RenderException e) {
            return ApiAnswer.error(
                    500,
                    2,
                    "failed to initialize repository resources: rpc error: code = Internal desc = Failed to checkout"
                            + " revision " + revision + ": " + e.getMessage());
        }
    }

    private static ApiAnswer commit(SimulatedApplication application, String revision) {
        try {
            ManifestSource.CommitInfo commit = application.commit(revision);
            return ApiAnswer.json(Json.object()
                    .put("author", commit.author())
                    .put("date", commit.date().toString())
                    .put("message", commit.message()));
        } catch (ManifestSource.RenderException e) {
            return ApiAnswer.error(
                    500,
                    2,
                    "error acquiring repo lock: failed to initialize repository resources: "
                            + "rpc error: code = Internal desc = Failed to checkout revision " + revision + ": "
                            + e.getMessage());
        }
    }

    private ObjectNode syncWindows(SimulatedApplication application) {
        ObjectNode windows = Json.object();
        boolean frozen = faults.isFrozen(application.name());
        for (String list : frozen ? List.of("activeWindows", "assignedWindows") : List.<String>of()) {
            windows.putArray(list)
                    .addObject()
                    .put("kind", "deny")
                    .put("schedule", "* * * * *")
                    .put("duration", "1h")
                    .put("manualSync", false);
        }
        return windows.put("canSync", !frozen);
    }

    private ApiAnswer write(SimulatedApplication application, ApiRequest request) {
        if (request.is("POST", "api", "v1", "applications", "*", "sync")) {
            return sync(application, request);
        }
        if (request.is("POST", "api", "v1", "applications", "*", "resource", "actions")
                || request.is("POST", "api", "v1", "applications", "*", "resource", "actions", "v2")) {
            return resources.run(application, request);
        }
        if (request.is("PATCH", "api", "v1", "applications", "*")) {
            access.require(request, "update", application);
            return patch(application, request);
        }
        if (request.is("PUT", "api", "v1", "applications", "*", "spec")) {
            access.require(request, "update", application);
            application.replaceSpec(request.body());
            changes.changed(application);
            return ApiAnswer.json(application.spec());
        }
        return ApiAnswer.error(501, 12, "Method Not Allowed");
    }

    private ApiAnswer sync(SimulatedApplication application, ApiRequest request) {
        if (faults.isFrozen(application.name())) {
            return ApiAnswer.error(403, 7, "cannot sync: blocked by sync window");
        }
        access.require(request, "sync", application);
        if (!application.sync(Json.text(request.body(), "revision"), "admin")) {
            return ApiAnswer.error(400, 9, "another operation is already in progress");
        }
        changes.changed(application);
        return ApiAnswer.json(changes.current(application));
    }

    private ApiAnswer patch(SimulatedApplication application, ApiRequest request) {
        if (faults.takeChangeBeforePatch()) {
            changeByAnother(application);
        }
        JsonNode patch = Json.MAPPER.readTree(Json.text(request.body(), "patch"));
        ObjectNode current = changes.current(application);
        JsonNode patched;
        try {
            patched = Json.text(request.body(), "patchType").equals("merge")
                    ? JsonPatch.merge(current, patch)
                    : JsonPatch.apply(current, patch);
        } catch (IllegalStateException e) {
            return ApiAnswer.error(500, 2, "error applying patch: " + e.getMessage());
        }
        application.replaceSpec(patched.path("spec"));
        changes.changed(application);
        return ApiAnswer.json(changes.current(application));
    }

    private static void changeByAnother(SimulatedApplication application) {
        ObjectNode spec = (ObjectNode) application.spec();
        ObjectNode source = (ObjectNode)
                (spec.path("sources").isEmpty()
                        ? spec.path("source")
                        : spec.path("sources").get(0));
        ObjectNode helm = source.path("helm").isObject() ? (ObjectNode) source.path("helm") : source.putObject("helm");
        ArrayNode parameters =
                helm.path("parameters").isArray() ? (ArrayNode) helm.path("parameters") : helm.putArray("parameters");
        parameters.addObject().put("name", "another." + parameters.size()).put("value", "1");
        application.replaceSpec(spec);
    }
}
