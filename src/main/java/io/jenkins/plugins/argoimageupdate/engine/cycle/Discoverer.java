package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationAnnotations;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.application.StandaloneApplication;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationQuery;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds what is to be watched. What cannot be used is reported and does not hide the rest. */
public final class Discoverer {

    private final Connections connections;
    private final Consumer<String> warnings;
    private final Set<String> warned = new HashSet<>();
    private final List<WatchTarget> targets = new ArrayList<>();
    private final RequestCounts requests = new RequestCounts();
    private final List<FailureReport> failures = new ArrayList<>();

    /** @param warnings takes sentences, each once, about values that are outdated, or unknown and thus not used */
    public Discoverer(Connections connections, Consumer<String> warnings) {
        this.connections = new CountedConnections(connections, requests);
        this.warnings = warning -> {
            if (warned.add(warning)) {
                warnings.accept(warning);
            }
        };
    }

    /** What explicit requests ask for. */
    public Discovery discover(List<WatchRequest> requests) {
        for (WatchRequest request : requests) {
            trying(() -> discover(request));
        }
        return found();
    }

    /**
     * What an ImageUpdater resource asks for.
     *
     * @param argocd name of the server whose Applications are meant; empty for the default one
     */
    public Discovery discover(ImageUpdaterResource resource, String argocd) {
        trying(() -> {
            for (Application application : connections.argocd(argocd).list(ApplicationQuery.ALL)) {
                trying(() -> resource.watch(application, warnings)
                        .ifPresent(spec -> add(spec, argocd, "the ImageUpdater resource")));
            }
        });
        return found();
    }

    private Discovery found() {
        return new Discovery(List.copyOf(targets), List.copyOf(failures), requests.snapshots());
    }

    private void discover(WatchRequest request) {
        ApplicationSelector selector = request.applications();
        if (selector.argocd().isEmpty() && !connections.hasArgoCd()) {
            Application application = StandaloneApplication.of(request);
            targets.add(new WatchTarget(request.watch(application, warnings).forced(), "", false, "arguments"));
            return;
        }
        ArgoCdClient client = connections.argocd(selector.argocd());
        if (selector.isByName()) {
            ApplicationRef ref = new ApplicationRef(selector.name(), selector.namespace(), selector.project());
            Application application = client.get(ref).application();
            add(request.watch(application, warnings), selector.argocd(), origin(request));
            return;
        }
        ApplicationQuery query = new ApplicationQuery(selector.project(), "", selector.namespace(), selector.glob());
        for (Application application : client.list(query)) {
            boolean asks = !request.images().isEmpty() || new ApplicationAnnotations(application).isPresent();
            if (asks && selector.matches(application)) {
                trying(() -> add(request.watch(application, warnings), selector.argocd(), origin(request)));
            }
        }
    }

    private void add(WatchSpec spec, String argocd, String origin) {
        spec.warnings().forEach(warnings);
        targets.add(new WatchTarget(spec, argocd, true, origin));
    }

    private static String origin(WatchRequest request) {
        return request.images().isEmpty() ? "annotations" : "arguments";
    }

    private void trying(Runnable step) {
        try {
            step.run();
        } catch (UpdateException failure) {
            failures.add(FailureReport.of(failure));
        }
    }
}
