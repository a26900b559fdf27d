package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Other;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.RenderException;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Rendered;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Workload;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One Application: its resource, the operation under way and the workloads in its cluster. It does nothing by itself: each
 * {@link #advance} is one step of time. Thread-safe.
 */
final class SimulatedApplication {

    private final ManifestSource source;
    private final ArgoCdFaults faults;
    private final Clock clock;
    final ObjectNode metadata;
    private ObjectNode spec;
    private @Nullable ObjectNode operation;
    private @Nullable ObjectNode operationState;
    private ObjectNode comparedTo;
    private final ArrayNode history = Json.array();
    private final Map<String, SimulatedWorkload> workloads = new TreeMap<>();
    private List<Other> others = List.of();
    private List<Rendered> desired = List.of();
    private String comparisonError = "";
    private String attempted = "";
    private Instant reconciledAt;

    SimulatedApplication(ObjectNode manifest, ManifestSource source, ArgoCdFaults faults, Clock clock) {
        this.metadata = (ObjectNode) manifest.path("metadata").deepCopy();
        this.spec = (ObjectNode) manifest.path("spec").deepCopy();
        this.source = source;
        this.faults = faults;
        this.clock = clock;
        metadata.put("uid", SimulatedWorkload.uid(name())).put("creationTimestamp", now().toString());
    }

    String name() {
        return metadata.path("name").asString();
    }

    synchronized JsonNode spec() {
        return spec.deepCopy();
    }

    synchronized String destinationNamespace() {
        return spec.path("destination").path("namespace").asString("default");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean isAutomated() {
        JsonNode automated = spec.path("syncPolicy").path("automated");
        return automated.isObject() && automated.path("enabled").asBoolean(true);
    }

    private List<JsonNode> sources() {
        List<JsonNode> sources = new ArrayList<>();
        spec.path("sources").forEach(sources::add);
        return sources.isEmpty() ? List.of(spec.path("source")) : sources;
    }

    synchronized void refresh() {
        compare();
        boolean known = revisions().toString().equals(attempted);
        if (isAutomated()
                && !known
                && !isSynced()
                && comparisonError.isEmpty()
                && !isBusy()
                && !faults.isFrozen(name())) {
            request(revisions(), Json.object().put("automated", true));
        }
    }

    private void compare() {
        comparedTo = Json.object();
        String field = spec.path("sources").isEmpty() ? "source" : "sources";
        comparedTo.putObject("source").put("repoURL", "");
        comparedTo.set(field, spec.path(field).deepCopy());
        comparedTo.set("destination", spec.path("destination").deepCopy());
        try {
            desired = render(List.of());
            comparisonError = "";
        } catch (RenderException e) {
            desired = List.of();
            comparisonError =
                    "Failed to load target state: failed to generate manifest for source 1 of 1: " + e.getMessage();
        }
        reconciledAt = now();
    }

    private List<Rendered> render(List<String> revisions) {
        List<Rendered> rendered = new ArrayList<>();
        List<JsonNode> sources = sources();
        for (int i = 0; i < sources.size(); i++) {
            String revision = i < revisions.size() ? revisions.get(i) : "";
            rendered.add(source.render(name(), sources.get(i), revision));
        }
        return rendered;
    }

    /** The revisions compared with; the branch's name while that fails, as in the real one. */
    private List<String> revisions() {
        if (desired.isEmpty()) {
            return List.of(sources().get(0).path("targetRevision").asString(""));
        }
        return desired.stream().map(Rendered::revision).toList();
    }

    private boolean isBusy() {
        return operation != null
                || (operationState != null && Json.text(operationState, "phase").equals("Running"));
    }

    private boolean isSynced() {
        return outOfSync().isEmpty() && !desired.isEmpty();
    }

    private List<String> outOfSync() {
        List<String> names = new ArrayList<>();
        desiredImages().forEach((name, image) -> {
            if (!workloads.containsKey(name) || !workloads.get(name).image().equals(image)) {
                names.add(name);
            }
        });
        desired.stream()
                .flatMap(rendered -> rendered.others().stream())
                .filter(other -> !others.contains(other))
                .forEach(other -> names.add(other.name()));
        return names;
    }

    private Map<String, String> desiredImages() {
        Map<String, String> images = new LinkedHashMap<>();
        desired.forEach(r -> r.workloads().forEach(w -> images.put(w.name(), w.image())));
        return images;
    }

    /** Whether the operation is accepted: only one at a time. */
    synchronized boolean sync(String revision, String user) {
        if (isBusy()) {
            return false;
        }
        List<String> wanted = revision.isEmpty() || revision.length() < 40 ? tips() : List.of(revision);
        request(wanted, Json.object().put("username", user));
        return true;
    }

    private List<String> tips() {
        try {
            return render(List.of()).stream().map(Rendered::revision).toList();
        } catch (RenderException e) {
            return revisions();
        }
    }

    private void request(List<String> revisions, ObjectNode initiator) {
        ObjectNode sync = Json.object();
        Json.putRevisions(sync, revisions, spec.path("sources").isEmpty());
        String field = spec.path("sources").isEmpty() ? "source" : "sources";
        sync.set(field, spec.path(field).deepCopy());
        operation = Json.object();
        operation.set("sync", sync);
        operation.set("initiatedBy", initiator);
        operation.set("retry", Json.object());
        operationState = null;
        attempted = revisions.toString();
    }

    synchronized void replaceSpec(JsonNode given) {
        spec = (ObjectNode) given.deepCopy();
        attempted = "";
        refresh();
    }

    /** Does one step; whether anything changed. */
    synchronized boolean advance() {
        if (operation != null) {
            operationState = Json.object();
            operationState.set("operation", operation);
            operationState.put("phase", "Running").put("startedAt", now().toString());
            operation = null;
            return true;
        }
        if (isBusy()) {
            return !faults.holdsOperations() && apply();
        }
        boolean changed = false;
        for (SimulatedWorkload workload : workloads.values()) {
            changed |= workload.advance(faults, now());
        }
        return changed;
    }

    private boolean apply() {
        List<String> revisions = Json.revisions(operationState.path("operation").path("sync"));
        ObjectNode result = operationState.putObject("syncResult");
        Json.putRevisions(result, revisions, spec.path("sources").isEmpty());
        String failure = faults.operationFailure();
        if (!failure.isEmpty()) {
            finish("Failed", failure);
            return true;
        }
        List<Rendered> rendered;
        try {
            rendered = render(revisions);
        } catch (RenderException e) {
            finish(
                    "Error",
                    "ComparisonError: Failed to load target state: failed to generate manifest for source 1 of 1: "
                            + e.getMessage());
            return true;
        }
        for (Rendered manifests : rendered) {
            for (Workload workload : manifests.workloads()) {
                workloads
                        .computeIfAbsent(workload.name(), n -> new SimulatedWorkload(n, now(), workload.strategy()))
                        .apply(workload.image(), now());
            }
        }
        others = rendered.stream().flatMap(r -> r.others().stream()).toList();
        ObjectNode entry = history.addObject();
        Json.putRevisions(entry, revisions, spec.path("sources").isEmpty());
        for (String sources : List.of("source", "sources")) {
            if (spec.has(sources)) {
                entry.set(sources, spec.path(sources).deepCopy());
            }
        }
        entry.put("id", history.size() - 1)
                .put("deployStartedAt", operationState.path("startedAt").asString())
                .put("deployedAt", now().toString());
        finish("Succeeded", "successfully synced (all tasks run)");
        return true;
    }

    private void finish(String phase, String message) {
        operationState.put("phase", phase).put("message", message).put("finishedAt", now().toString());
        compare();
    }

    synchronized ObjectNode json(long resourceVersion) {
        ObjectNode application = Json.object();
        ObjectNode meta = application.putObject("metadata");
        meta.setAll(metadata);
        meta.put("resourceVersion", Long.toString(resourceVersion));
        application.set("spec", spec.deepCopy());
        application.set("status", status());
        if (operation != null) {
            application.set("operation", operation.deepCopy());
        }
        return application;
    }

    /** The same as a list has it: without the health of single resources, which Argo CD keeps elsewhere. */
    ObjectNode listed(ObjectNode application) {
        application.path("status").path("resources").forEach(r -> ((ObjectNode) r).remove("health"));
        return application;
    }

    private ObjectNode status() {
        ObjectNode status = Json.object();
        if (comparedTo == null) {
            status.putObject("sync").put("status", "");
            status.putObject("health");
            status.putObject("summary");
            return status;
        }
        ClusterAnswers answers = new ClusterAnswers(destinationNamespace(), workloads.values(), others);
        status.set("resources", answers.resources(desiredImages(), comparisonError.isEmpty()));
        ObjectNode sync = status.putObject("sync");
        sync.put("status", !comparisonError.isEmpty() ? "Unknown" : isSynced() ? "Synced" : "OutOfSync");
        sync.set("comparedTo", comparedTo.deepCopy());
        Json.putRevisions(sync, revisions(), spec.path("sources").isEmpty());
        status.putObject("health").put("status", answers.health());
        status.set("history", history.deepCopy());
        if (operationState != null) {
            status.set("operationState", operationState.deepCopy());
        }
        if (!comparisonError.isEmpty()) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "ComparisonError")
                    .put("message", comparisonError);
        }
        status.put("reconciledAt", reconciledAt.toString());
        putTypes(status);
        status.set("summary", answers.summary());
        status.put("controllerNamespace", "argocd");
        return status;
    }

    private void putTypes(ObjectNode status) {
        if (desired.size() > 1) {
            ArrayNode types = status.putArray("sourceTypes");
            desired.forEach(r -> types.add(r.type()));
        } else if (!desired.isEmpty()) {
            status.put("sourceType", desired.get(0).type());
        }
    }

    /** @throws RenderException if there is no such revision */
    synchronized ArrayNode manifests(String revision) {
        ArrayNode manifests = Json.array();
        for (Rendered rendered : render(revision.isEmpty() ? List.of() : List.of(revision))) {
            RenderedManifests.of(name(), destinationNamespace(), rendered).forEach(manifests::add);
        }
        return manifests;
    }

    /** What is set by hand stays until another revision is synced: there is no self-heal. */
    synchronized void setImage(String workload, String image) {
        workloads.get(workload).applyByHand(image, now());
        reconciledAt = now();
    }

    synchronized String image(String workload) {
        return workloads.get(workload).image();
    }

    /** Only Deployments and Rollouts; an empty kind or name is any. */
    synchronized ObjectNode managedResources(String kind, String name) {
        return new ManagedResources(name(), destinationNamespace(), desired)
                .of(workloads.values().stream()
                        .filter(workload -> kind.isEmpty() || kind.equals(workload.kind()))
                        .filter(workload -> name.isEmpty() || name.equals(workload.name))
                        .toList());
    }

    synchronized ObjectNode tree() {
        return new ClusterAnswers(destinationNamespace(), workloads.values(), others).tree();
    }

    /** What a resource says of itself; empty for one that it has not. Of most kinds that is their name alone. */
    synchronized Optional<ObjectNode> manifest(String kind, String name) {
        for (SimulatedWorkload workload : workloads.values()) {
            SimulatedRollout rollout = workload.rollout;
            if (rollout != null && kind.equals("Rollout") && workload.name.equals(name)) {
                return Optional.of(rollout.manifest(destinationNamespace()));
            }
            SimulatedRollout.Analysis analysis = rollout == null ? null : rollout.analysis();
            if (analysis != null
                    && kind.equals("AnalysisRun")
                    && analysis.name().equals(name)) {
                return Optional.of(SimulatedRollout.manifest(analysis, destinationNamespace()));
            }
        }
        for (JsonNode node : tree().path("nodes")) {
            if (Json.text(node, "kind").equals(kind) && Json.text(node, "name").equals(name)) {
                return Optional.of(RenderedManifests.named(node));
            }
        }
        return Optional.empty();
    }

    /** Whether the Rollout of that name has such an action, which is run then. */
    synchronized boolean run(String rollout, String action) {
        SimulatedWorkload workload = workloads.get(rollout);
        return workload != null && workload.rollout != null && workload.rollout.run(action);
    }

    synchronized boolean owns(String resource, String uid) {
        for (JsonNode node : tree().path("nodes")) {
            if (Json.text(node, "name").equals(resource)
                    && Json.text(node, "uid").equals(uid)) {
                return true;
            }
        }
        return false;
    }

    synchronized ArrayNode events(String resourceName) {
        return new ClusterAnswers(destinationNamespace(), workloads.values(), others).events(resourceName);
    }

    ManifestSource.CommitInfo commit(String revision) {
        return source.commit(sources().get(0), revision);
    }
}
