package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which Applications a request is about and whether its account may do that, decided as argocd-server does ({@code
 * server/application/application.go}: {@code getAppEnforceRBAC}, {@code List}, {@code Watch}). Thread-safe.
 */
final class ApplicationAccess {

    private static final String APPLICATIONS = "applications";
    private static final String CONTROL_PLANE = "argocd";

    private final Map<String, SimulatedApplication> applications;
    private final SessionTokens sessions;
    private final AccessPolicy policy;

    /** @param policy counts for the account of the configured token alone */
    ApplicationAccess(Map<String, SimulatedApplication> applications, SessionTokens sessions, AccessPolicy policy) {
        this.applications = applications;
        this.sessions = sessions;
        this.policy = policy;
    }

    static String key(String namespace, String name) {
        return (namespace.isEmpty() ? CONTROL_PLANE : namespace) + "/" + name;
    }

    /**
     * The Application that the request names.
     *
     * @throws RefusedException without the right to read it, or if there is none: 404 only for those who name a project that they may
     *     read
     */
    SimulatedApplication find(ApiRequest request) {
        String project = request.queryOrBody("project");
        String namespace = request.queryOrBody("appNamespace");
        String name = request.path().get(3);
        if (!project.isEmpty() && !allows(request, "get", object(project, namespace, name))) {
            throw new RefusedException(ApiAnswer.error(403, 7, "permission denied"));
        }
        SimulatedApplication application = applications.get(key(namespace, name));
        boolean readable = application != null && allows(request, "get", object(application));
        if (readable && (project.isEmpty() || project.equals(project(application)))) {
            return application;
        }
        throw new RefusedException(
                project.isEmpty()
                        ? ApiAnswer.error(403, 7, "permission denied")
                        : ApiAnswer.error(404, 5, "applications.argoproj.io \"" + name + "\" not found"));
    }

    /** @throws RefusedException without that right besides the one to read it, naming it */
    void require(ApiRequest request, String action, SimulatedApplication application) {
        if (!allows(request, action, object(application))) {
            String right = String.join(", ", APPLICATIONS, action, object(application));
            throw new RefusedException(ApiAnswer.error(
                    403,
                    7,
                    "permission denied: " + right + ", sub: " + sessions.account(request.token())
                            + ", iat: 2026-11-24T17:00:00Z"));
        }
    }

    /** @throws RefusedException without that right, which is asked for where it is not told whether there is such an Application */
    void requireUntold(ApiRequest request, String action, SimulatedApplication application) {
        if (!allows(request, action, object(application))) {
            throw new RefusedException(ApiAnswer.error(403, 7, "permission denied"));
        }
    }

    /** What a list gives, by name. */
    List<SimulatedApplication> listed(ApiRequest request) {
        return selected(request, request.query("appNamespace"));
    }

    /** What a stream tells of: one Application of the namespace, or Applications of all namespaces. */
    List<SimulatedApplication> watched(ApiRequest request) {
        if (request.query("name").isEmpty()) {
            return selected(request, "");
        }
        return selected(
                request, request.query("appNamespace").isEmpty() ? CONTROL_PLANE : request.query("appNamespace"));
    }

    private List<SimulatedApplication> selected(ApiRequest request, String namespace) {
        LabelSelector labels = labels(request.query("selector"));
        List<String> projects = new ArrayList<>(request.queries("projects"));
        projects.addAll(request.queries("project"));
        return applications.values().stream()
                .filter(a -> fits(request.query("name"), a.name())
                        && fits(namespace, namespace(a))
                        && fits(request.query("repo"), Json.text(a.spec().path("source"), "repoURL"))
                        && (projects.isEmpty() || projects.contains(project(a)))
                        && labels.matches(labels(a))
                        && allows(request, "get", object(a)))
                .sorted(Comparator.comparing(SimulatedApplication::name))
                .toList();
    }

    private static LabelSelector labels(String selector) {
        try {
            return LabelSelector.parse(selector);
        } catch (ConfigurationException e) {
            throw new RefusedException(ApiAnswer.error(
                    500,
                    2,
                    "error parsing the selector: unable to parse requirement: found '=', expected: identifier"));
        }
    }

    private static Map<String, String> labels(SimulatedApplication application) {
        Map<String, String> labels = new HashMap<>();
        application
                .metadata
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return labels;
    }

    private boolean allows(ApiRequest request, String action, String object) {
        String account = sessions.account(request.token());
        return account.equals("admin") || policy.allows(account, APPLICATIONS, action, object);
    }

    private static String object(SimulatedApplication application) {
        return object(project(application), namespace(application), application.name());
    }

    private static String object(String project, String namespace, String name) {
        return namespace.isEmpty() || namespace.equals(CONTROL_PLANE)
                ? project + "/" + name
                : project + "/" + namespace + "/" + name;
    }

    private static String project(SimulatedApplication application) {
        String project = Json.text(application.spec(), "project");
        return project.isEmpty() ? "default" : project;
    }

    private static String namespace(SimulatedApplication application) {
        String namespace = Json.text(application.metadata, "namespace");
        return namespace.isEmpty() ? CONTROL_PLANE : namespace;
    }

    private static boolean fits(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }
}
