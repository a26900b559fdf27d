package io.jenkins.plugins.argoimageupdate.engine.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the requests that {@link EmbeddedArgoCd} understands, as argocd-server 3.5 does. Thread-safe. */
final class ArgoCdApi {

    private final Map<String, SimulatedApplication> applications;
    private final SessionTokens sessions;
    private final ArgoCdFaults faults;
    private final Changes changes;

    /** Told of every change of an Application; gives it its resource version. */
    interface Changes {
        ObjectNode current(SimulatedApplication application);

        void changed(SimulatedApplication application);
    }

    ArgoCdApi(
            Map<String, SimulatedApplication> applications,
            SessionTokens sessions,
            ArgoCdFaults faults,
            Changes changes) {
        this.applications = applications;
        this.sessions = sessions;
        this.faults = faults;
        this.changes = changes;
    }

    ApiAnswer answer(ApiRequest request) {
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
            return ApiAnswer.json(info.put("username", "admin").put("iss", "argocd"));
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
        for (SimulatedApplication application : selected(request)) {
            items.add(changes.current(application));
        }
        list.set("items", items.isEmpty() ? Json.MAPPER.nullNode() : items);
        return ApiAnswer.json(FieldSelection.keep(list, request.query("fields")));
    }

    /** The Applications that a list or a stream asks for. */
    List<SimulatedApplication> selected(ApiRequest request) {
        List<SimulatedApplication> selected = new ArrayList<>();
        for (SimulatedApplication application : applications.values()) {
            boolean named =
                    request.query("name").isEmpty() || request.query("name").equals(application.name());
            String namespace = Json.text(application.metadata, "namespace");
            String project = Json.text(application.spec(), "project");
            if (named
                    && (request.query("appNamespace").isEmpty()
                            || request.query("appNamespace").equals(namespace))
                    && (request.query("projects").isEmpty()
                            || request.query("projects").equals(project))
                    && labelled(application.metadata.path("labels"), request.query("selector"))) {
                selected.add(application);
            }
        }
        return selected;
    }

    private static boolean labelled(JsonNode labels, String selector) {
        for (String term : selector.isEmpty() ? new String[0] : selector.split(",")) {
            String[] parts = term.split("!?==?", 2);
            String label = Json.text(labels, parts[0].strip());
            boolean equal = parts.length == 1 ? labels.has(parts[0].strip()) : label.equals(parts[1].strip());
            if (equal == term.contains("!=")) {
                return false;
            }
        }
        return true;
    }

    private ApiAnswer application(ApiRequest request) {
        String project = project(request);
        String namespace = request.query("appNamespace").isEmpty()
                ? Json.text(request.body(), "appNamespace")
                : request.query("appNamespace");
        String name = request.path().get(3);
        SimulatedApplication application = applications.get((namespace.isEmpty() ? "argocd" : namespace) + "/" + name);
        if (application == null) {
            return project.isEmpty()
                    ? ApiAnswer.error(403, 7, "permission denied")
                    : ApiAnswer.error(404, 5, "applications.argoproj.io \"" + name + "\" not found");
        }
        if (!project.isEmpty() && !project.equals(Json.text(application.spec(), "project"))) {
            return ApiAnswer.error(403, 7, "permission denied");
        }
        return request.method().equals("GET") ? read(application, request) : write(application, request);
    }

    private static String project(ApiRequest request) {
        return request.query("project").isEmpty() ? Json.text(request.body(), "project") : request.query("project");
    }

    private ApiAnswer read(SimulatedApplication application, ApiRequest request) {
        if (request.is("GET", "api", "v1", "applications", "*")) {
            if (!request.query("refresh").isEmpty()) {
                application.refresh();
                changes.changed(application);
            }
            return ApiAnswer.json(changes.current(application));
        }
        if (request.is("GET", "api", "v1", "applications", "*", "resource-tree")) {
            return ApiAnswer.json(application.tree());
        }
        if (request.is("GET", "api", "v1", "applications", "*", "events")) {
            ObjectNode events = Json.object();
            events.set("items", application.events(request.query("resourceName")));
            return ApiAnswer.json(events);
        }
        if (request.is("GET", "api", "v1", "applications", "*", "syncwindows")) {
            return ApiAnswer.json(syncWindows(application));
        }
        if (request.is("GET", "api", "v1", "applications", "*", "revisions", "*", "metadata")) {
            ManifestSource.CommitInfo commit = application.commit(request.path().get(5));
            return ApiAnswer.json(Json.object()
                    .put("author", commit.author())
                    .put("date", commit.date().toString())
                    .put("message", commit.message()));
        }
        return new ApiAnswer(404, "application/json", "{\"code\":5,\"message\":\"Not Found\"}");
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
        if (request.is("PATCH", "api", "v1", "applications", "*")) {
            return patch(application, request);
        }
        if (request.is("PUT", "api", "v1", "applications", "*", "spec")) {
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
