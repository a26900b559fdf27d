package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ImageDifference;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceEvent;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.RevisionMetadata;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API of one Argo CD server. Every method throws {@link ArgoCdException} for whatever goes wrong, also when interrupted
 * (the interrupt flag stays set then). Thread-safe; one client a server is enough, and shares its session.
 */
public final class ArgoCdClient implements ApplicationReader {

    private final ArgoCdServer server;
    private final ApiTransport transport;
    private final @Nullable ApplicationViews views;

    public ArgoCdClient(ArgoCdServer server, HttpConnector connector) {
        this(server, connector, Clock.systemUTC());
    }

    /** @param clock tells when a session has to be renewed */
    ArgoCdClient(ArgoCdServer server, HttpConnector connector, Clock clock) {
        this.server = server;
        this.transport = new ApiTransport(server, connector, clock);
        this.views = null;
    }

    private ArgoCdClient(ArgoCdServer server, ApiTransport transport, @Nullable ApplicationViews views) {
        this.server = server;
        this.transport = transport;
        this.views = views;
    }

    /** The same with the same session, whose requests count for {@code metrics} besides. */
    public ArgoCdClient counting(RequestMetrics metrics) {
        return new ArgoCdClient(server, transport.counting(metrics), views);
    }

    /** The same with the same session, which shares what is asked for and a stream of changes with others. */
    public ArgoCdClient sharing(ApplicationViews others) {
        return new ArgoCdClient(server, transport, others);
    }

    /** The server it asks, with its credentials. */
    public ArgoCdServer server() {
        return server;
    }

    /** The server's version, such as {@code v3.5.1+abc}; needs no credentials. */
    public String version() throws InterruptedException {
        JsonNode answer = transport.sendOpenly(ApiCall.get("get the version", "/api/version"));
        String version = CleanText.line(text(answer, "Version"));
        if (version.isEmpty()) {
            throw new ArgoCdException(
                    Reason.MALFORMED_ANSWER,
                    "get the version of Argo CD " + server.name() + " (" + ArgoCdMessages.address(server.url()) + ")",
                    "there is no version in the answer",
                    "Check that this is the URL of Argo CD");
        }
        return version;
    }

    /** The account that the credentials log in as; empty for a server that lets anybody in. */
    public String user() throws InterruptedException {
        JsonNode answer = transport.send(ApiCall.get("check the credentials", "/api/v1/session/userinfo"));
        if (!answer.path("loggedIn").asBoolean(false)) {
            throw new ArgoCdException(
                    Reason.UNAUTHORIZED,
                    "check the credentials of Argo CD " + server.name() + " (" + ArgoCdMessages.address(server.url())
                            + ")",
                    "not logged in",
                    "This token is expired, revoked or for another server: make a new one");
        }
        return CleanText.line(text(answer, "username"));
    }

    /**
     * The Applications that match and that these credentials may see. The health of their single resources is not told by a server that has
     * streamed them to nobody yet.
     *
     * <p>They are asked for in full: the parameter {@code fields} of lists knows neither {@code status.sourceType} nor {@code
     * status.controllerNamespace} (argocd-server 3.5.1, {@code forwarder_overwrite.go}) and leaves them out without a word.
     */
    @Override
    public List<LiveApplication> list(ApplicationQuery query) throws InterruptedException {
        List<LiveApplication> applications = new ArrayList<>();
        ApiCall call = ApiCall.get("list Applications", "/api/v1/applications" + query.parameters());
        transport.list(call, item -> {
            LiveApplication live = ApplicationJson.live(item);
            if (query.takes(live.application())) {
                applications.add(live);
            }
        });
        return List.copyOf(applications);
    }

    /** An Application as Argo CD knows it now, without asking it to look at Git; one that is not there or may not be seen is an error. */
    @Override
    public LiveApplication get(ApplicationRef ref) throws InterruptedException {
        return ApplicationJson.live(getJson(ref));
    }

    /** The same as somebody may have asked for it some seconds ago with the same login, see {@link #sharing}. */
    public LiveApplication recent(ApplicationRef ref) throws InterruptedException {
        return views == null ? get(ref) : views.recent(this, ref);
    }

    JsonNode getJson(ApplicationRef ref) throws InterruptedException {
        return transport.application(
                ApiCall.get("get " + ref, path(ref, "") + names(ref)).of(ref));
    }

    /**
     * Makes Argo CD look at Git (and the cluster) at once; answers when it has compared.
     *
     * @param hard whether to render manifests anew although neither revision nor parameters have changed
     */
    public LiveApplication refresh(ApplicationRef ref, boolean hard) throws InterruptedException {
        String query = ApiCall.query(
                "refresh", hard ? "hard" : "normal", "project", ref.project(), "appNamespace", ref.namespace());
        return learned(ApplicationJson.live(transport.application(
                ApiCall.get("refresh " + ref, path(ref, "") + query).of(ref))));
    }

    /**
     * Asks for a sync. Whether to prune and other options are those of the Application's own sync policy.
     *
     * @param revision a commit, or empty for the revision that the Application follows
     * @return the Application with the operation asked for; empty when another one is in progress
     */
    public Optional<LiveApplication> sync(ApplicationRef ref, String revision, boolean dryRun)
            throws InterruptedException {
        ObjectNode body = JsonAnswers.MAPPER.createObjectNode().put("name", ref.name());
        putIfGiven(body, "revision", revision);
        putIfGiven(body, "project", ref.project());
        putIfGiven(body, "appNamespace", ref.namespace());
        if (dryRun) {
            body.put("dryRun", true);
        }
        try {
            JsonNode answer = transport.send(new ApiCall("sync " + ref, "POST", path(ref, "/sync"), body, ref));
            return Optional.of(learned(ApplicationJson.live(answer)));
        } catch (ArgoCdException e) {
            if (e.answer().contains("another operation is already in progress")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private LiveApplication learned(LiveApplication live) {
        return views == null ? live : views.learned(this, live);
    }

    /**
     * One of its resources as the cluster has it now, with its status. It takes no other right than to read the Application.
     *
     * @param node of its tree
     */
    public JsonNode resource(ApplicationRef ref, ResourceNode node) throws InterruptedException {
        String query = ApiCall.query(
                "resourceName", node.key().name(),
                "namespace", node.key().namespace(),
                "version", node.version().api(),
                "group", node.key().group(),
                "kind", node.key().kind(),
                "project", ref.project(),
                "appNamespace", ref.namespace());
        ApiCall call = ApiCall.get("get " + node.key() + " of " + ref, path(ref, "/resource") + query)
                .of(ref);
        return transport.text(call, "manifest");
    }

    /**
     * Runs one of the actions that Argo CD has for a kind of resource. It takes the right to {@code action/<group>/<kind>/<action>}.
     * Whether the action does anything is not told.
     *
     * @param node of its tree
     * @param action such as {@code resume}
     */
    public void runAction(ApplicationRef ref, ResourceNode node, String action) throws InterruptedException {
        new ResourceAction(ref, node, action).run(transport);
    }

    /** Its managed resources and what they own, down to pods, as Argo CD has them in its cache. */
    public ResourceTree resourceTree(ApplicationRef ref) throws InterruptedException {
        return ResourceTree.of(
                transport.send(ApiCall.get("get the resources of " + ref, path(ref, "/resource-tree") + names(ref))
                        .of(ref)));
    }

    /**
     * The images that its manifests name, rendered by Argo CD. Needs no other right than to read the Application.
     *
     * @param revision of its source; empty for the one it follows, also where there are several sources
     */
    public ManifestImages manifests(ApplicationRef ref, String revision) throws InterruptedException {
        String query = ApiCall.query("revision", revision, "project", ref.project(), "appNamespace", ref.namespace());
        return ManifestImages.of(
                transport.send(ApiCall.get("get the manifests of " + ref, path(ref, "/manifests") + query)
                        .of(ref)));
    }

    /**
     * The images that its resources of one kind name otherwise in the cluster than in their manifests. Needs no other right than to read the
     * Application.
     *
     * @param name of a single resource; empty for all of the kind
     */
    public List<ImageDifference> imageDifferences(ApplicationRef ref, String group, String kind, String name)
            throws InterruptedException {
        String query = ApiCall.query(
                "group", group, "kind", kind, "name", name, "project", ref.project(), "appNamespace", ref.namespace());
        return ImageDifference.allOf(transport.send(
                ApiCall.get("compare the " + kind + "s of " + ref, path(ref, "/managed-resources") + query)
                        .of(ref)));
    }

    /** The sync windows of its project that apply to it, and whether it may be synced by hand now; it may where the server does not say. */
    public SyncWindows syncWindows(ApplicationRef ref) throws InterruptedException {
        JsonNode answer =
                transport.send(ApiCall.get("get the sync windows of " + ref, path(ref, "/syncwindows") + names(ref))
                        .of(ref));
        return new SyncWindows(
                windows(answer.path("activeWindows")),
                windows(answer.path("assignedWindows")),
                answer.path("canSync").asBoolean(true));
    }

    /** The Kubernetes events of one of its resources, as the reason why a pod finds no node. */
    public List<ResourceEvent> events(ApplicationRef ref, ResourceNode node) throws InterruptedException {
        String query = ApiCall.query(
                "resourceNamespace", node.key().namespace(),
                "resourceName", node.key().name(),
                "resourceUID", node.uid(),
                "project", ref.project(),
                "appNamespace", ref.namespace());
        return events(ApiCall.get("get the events of " + node.key() + " of " + ref, path(ref, "/events") + query)
                .of(ref));
    }

    /** The Kubernetes events of the Application itself, such as who terminated its operation. */
    public List<ResourceEvent> events(ApplicationRef ref) throws InterruptedException {
        return events(ApiCall.get("get the events of " + ref, path(ref, "/events") + names(ref))
                .of(ref));
    }

    private List<ResourceEvent> events(ApiCall call) throws InterruptedException {
        JsonNode answer = transport.send(call);
        List<ResourceEvent> events = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            events.add(new ResourceEvent(
                    text(item, "type"),
                    text(item, "reason"),
                    text(item, "message"),
                    JsonAnswers.instant(item, "lastTimestamp")));
        }
        return List.copyOf(events);
    }

    /**
     * Who made a commit that it deploys, when, and with which message.
     *
     * @param revision the commit's ID, in full
     */
    public RevisionMetadata revisionMetadata(ApplicationRef ref, String revision) throws InterruptedException {
        JsonNode answer = transport.send(ApiCall.get(
                        "get commit " + revision + " of " + ref,
                        path(ref, "/revisions/" + ApiCall.segment(revision) + "/metadata") + names(ref))
                .of(ref));
        return new RevisionMetadata(
                text(answer, "author"), JsonAnswers.instant(answer, "date"), text(answer, "message"));
    }

    /**
     * Reports the changes of all Applications that these credentials may see, from now on: with a resource version, Argo CD tells nothing of
     * those that do not change (argocd-server 3.5.1, {@code application.go}, {@code Watch}).
     *
     * @param answeredWithin see {@link EventStream}
     */
    EventStream watchAll(Duration answeredWithin, EventStream.Listener listener) {
        ApiCall call = ApiCall.get(
                "watch Applications", "/api/v1/stream/applications" + ApiCall.query("resourceVersion", "0"));
        return new EventStream(transport, call, "argocd-watch", answeredWithin, listener);
    }

    /**
     * Reports each change of an Application until it is closed.
     *
     * @param heard called by another thread whenever there is one to be taken
     */
    public ApplicationChanges watch(ApplicationRef ref, Runnable heard) {
        return views == null ? watchAlone(ref, heard) : views.watch(this, ref, heard);
    }

    ApplicationChanges watchAlone(ApplicationRef ref, Runnable heard) {
        String query = ApiCall.query("name", ref.name(), "appNamespace", ref.namespace());
        ApiCall call = ApiCall.get("watch " + ref, "/api/v1/stream/applications" + query);
        return new ApplicationWatch(transport, call, ref, heard);
    }

    /**
     * Sets parameters, images or variables of a source in the Application itself. What others change meanwhile stays: only the
     * lists concerned are sent, on condition that they still are as they were read, and all is done again when they are not.
     *
     * @param onlyOn fingerprints of specifications (see {@link SpecWritten}) of which it has to have one still, unless all is set already;
     *     empty for any
     * @throws ArgoCdException for {@link Reason#RACE_LOST} if it has another one
     */
    public SpecWritten update(ApplicationRef ref, SourceUpdate update, Set<String> onlyOn) throws InterruptedException {
        return new SpecPatch(update)
                .apply(
                        new SpecPatch.Target() {
                            @Override
                            public JsonNode read() throws InterruptedException {
                                return getJson(ref);
                            }

                            @Override
                            public JsonNode send(JsonNode patch) throws InterruptedException {
                                return patch(ref, patch);
                            }

                            @Override
                            public ArgoCdException changed() {
                                return new ArgoCdException(
                                        Reason.RACE_LOST,
                                        "update " + ref + " at Argo CD " + server().name(),
                                        "somebody else has changed its specification meanwhile",
                                        "Look at what they changed, and roll back by hand if that is still needed");
                            }
                        },
                        onlyOn);
    }

    private JsonNode patch(ApplicationRef ref, JsonNode patch) throws InterruptedException {
        ObjectNode body = JsonAnswers.MAPPER
                .createObjectNode()
                .put("name", ref.name())
                .put("patchType", "json")
                .put("patch", patch.toString());
        putIfGiven(body, "project", ref.project());
        putIfGiven(body, "appNamespace", ref.namespace());
        return transport.send(new ApiCall("update " + ref, "PATCH", path(ref, ""), body, ref));
    }

    private static List<SyncWindows.Window> windows(JsonNode array) {
        List<SyncWindows.Window> windows = new ArrayList<>();
        for (JsonNode window : array) {
            windows.add(
                    new SyncWindows.Window(text(window, "kind"), text(window, "schedule"), text(window, "duration")));
        }
        return List.copyOf(windows);
    }

    static String path(ApplicationRef ref, String rest) {
        return "/api/v1/applications/" + ApiCall.segment(ref.name()) + rest;
    }

    private static String names(ApplicationRef ref) {
        return ApiCall.query("project", ref.project(), "appNamespace", ref.namespace());
    }

    static void putIfGiven(ObjectNode body, String field, String value) {
        if (!value.isEmpty()) {
            body.put(field, value);
        }
    }
}
