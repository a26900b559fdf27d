package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationAnnotations;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.application.StandaloneApplication;
import io.jenkins.plugins.argoimageupdate.engine.application.Warning;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationQuery;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is to be watched. What cannot be used is reported and does not hide the rest; so is a selection that is empty. */
public final class Discoverer {

    private final Connections connections;
    private final List<WatchTarget> targets = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final RequestCounts requests = new RequestCounts();
    private final List<Discovery.Missed> failures = new ArrayList<>();

    public Discoverer(Connections connections) {
        this.connections = new CountedConnections(connections, requests);
    }

    /** What explicit requests ask for. */
    public Discovery discover(List<WatchRequest> requests) {
        for (WatchRequest request : requests) {
            ApplicationSelector selector = request.applications();
            trying(selector.argocd(), selector.name(), () -> discover(request));
        }
        return found();
    }

    /**
     * What an ImageUpdater resource asks for.
     *
     * @param argocd name of the server whose Applications are meant; empty for the default one
     */
    public Discovery discover(ImageUpdaterResource resource, String argocd) {
        resource.warnings().forEach(warning -> warnings.add(new Warning("", warning)));
        trying(argocd, "", () -> {
            ArgoCdClient client = connections.argocd(argocd);
            List<Application> seen = client.list(ApplicationQuery.ALL);
            int before = targets.size() + failures.size();
            for (Application application : seen) {
                trying(argocd, application.name(), () -> add(resource, application, argocd));
            }
            if (targets.size() + failures.size() == before) {
                throw new EmptySelection(
                                "find the Applications of the ImageUpdater resource", client.server(), seen.size(), 0)
                        .failure();
            }
            resource.unmatched(seen)
                    .forEach(pattern -> warnings.add(new Warning(
                            "", "namePattern '" + pattern + "' matches no Application that this account sees")));
        });
        return found();
    }

    private void add(ImageUpdaterResource resource, Application application, String argocd) {
        List<Warning> said = new ArrayList<>();
        Optional<WatchSpec> spec = resource.watch(application, said::add);
        spec.ifPresent(found -> targets.add(new WatchTarget(found, argocd, true, "the ImageUpdater resource", said)));
    }

    private Discovery found() {
        return new Discovery(List.copyOf(targets), List.copyOf(failures), List.copyOf(warnings), requests.snapshots());
    }

    private void discover(WatchRequest request) {
        ApplicationSelector selector = request.applications();
        if (selector.argocd().isEmpty() && !connections.hasArgoCd()) {
            List<Warning> said = new ArrayList<>();
            WatchSpec spec = request.watch(StandaloneApplication.of(request), said::add);
            targets.add(new WatchTarget(spec.forced(), "", false, "arguments", said));
            return;
        }
        ArgoCdClient client = connections.argocd(selector.argocd());
        if (selector.isByName()) {
            ApplicationRef ref = new ApplicationRef(selector.name(), selector.namespace(), selector.project());
            add(request, client.get(ref).application());
            return;
        }
        ApplicationQuery query = new ApplicationQuery(selector.project(), "", selector.namespace(), selector.glob());
        List<Application> seen = client.list(query);
        List<Application> matching = seen.stream().filter(selector::matches).toList();
        List<Application> asking = matching.stream()
                .filter(application ->
                        !request.images().isEmpty() || new ApplicationAnnotations(application).isPresent())
                .toList();
        matching.stream().filter(application -> !asking.contains(application)).forEach(this::passOver);
        if (asking.isEmpty()) {
            throw new EmptySelection(
                            "find Applications" + selector.inWords(), client.server(), seen.size(), matching.size())
                    .failure();
        }
        for (Application application : asking) {
            trying(selector.argocd(), application.name(), () -> add(request, application));
        }
    }

    private void passOver(Application application) {
        new ApplicationAnnotations(application)
                .passedOver()
                .ifPresent(message -> warnings.add(new Warning(application.name(), message)));
    }

    private void add(WatchRequest request, Application application) {
        List<Warning> said = new ArrayList<>();
        WatchSpec spec = request.watch(application, said::add);
        String origin = request.images().isEmpty() ? "annotations" : "arguments";
        targets.add(new WatchTarget(spec, request.applications().argocd(), true, origin, said));
    }

    private void trying(String server, String application, Runnable step) {
        try {
            step.run();
        } catch (UpdateException failure) {
            failures.add(new Discovery.Missed(server, application, failure));
        }
    }
}
