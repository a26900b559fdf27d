package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationAnnotations;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.StandaloneApplication;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationQuery;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FirstComparison;
import io.jenkins.plugins.argoimageupdate.engine.argocd.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds what is to be watched. What cannot be used is reported and does not hide the rest. */
public final class Discoverer {

    private final Connections connections;
    private final Consumer<String> warnings;
    private final FirstComparison comparison;
    private final Set<String> warned = new HashSet<>();
    private final List<WatchTarget> targets = new ArrayList<>();
    private final RequestCounts requests = new RequestCounts();
    private final List<FailureReport> failures = new ArrayList<>();

    /** One that does not wait for Applications that Argo CD has not compared yet, as for a poll. */
    public Discoverer(Connections connections, Consumer<String> warnings) {
        this(connections, warnings, Duration.ZERO);
    }

    /**
     * @param warnings takes sentences, each once, about values that are outdated, or unknown and thus not used
     * @param patience how long to wait, in all, for Applications that Argo CD has not compared with their sources yet
     */
    public Discoverer(Connections connections, Consumer<String> warnings, Duration patience) {
        this.connections = new CountedConnections(connections, requests);
        this.warnings = warning -> {
            if (warned.add(warning)) {
                warnings.accept(warning);
            }
        };
        this.comparison = new FirstComparison(patience, this.warnings);
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
            ArgoCdClient client = connections.argocd(argocd);
            ApplicationQuery query = new ApplicationQuery("", LabelSelector.ANY, resource.namespace());
            for (LiveApplication found : client.list(query)) {
                trying(() -> watch(
                        client,
                        found,
                        argocd,
                        "the ImageUpdater resource",
                        application -> resource.watch(application, warnings)));
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
            targets.add(new WatchTarget(request.watch(application, warnings).forced(), "", null, "arguments"));
            return;
        }
        ArgoCdClient client = connections.argocd(selector.argocd());
        if (selector.isByName()) {
            ApplicationRef ref = new ApplicationRef(selector.name(), selector.namespace(), selector.project());
            watch(client, client.get(ref), request);
            return;
        }
        ApplicationQuery query = new ApplicationQuery(selector.project(), selector.labels(), selector.namespace());
        for (LiveApplication found : client.list(query)) {
            Application application = found.application();
            boolean asks = !request.images().isEmpty() || new ApplicationAnnotations(application).isPresent();
            if (asks && selector.matches(application)) {
                trying(() -> watch(client, found, request));
            }
        }
    }

    private void watch(ArgoCdClient client, LiveApplication found, WatchRequest request) {
        watch(
                client,
                found,
                request.applications().argocd(),
                origin(request),
                application -> Optional.of(request.watch(application, warnings)));
    }

    /** Watches what is wanted of an Application, if anything, as soon as Argo CD knows enough about it. */
    private void watch(
            ArgoCdClient client,
            LiveApplication found,
            String argocd,
            String origin,
            Function<Application, Optional<WatchSpec>> wanted) {
        boolean typed = false;
        try {
            Optional<WatchSpec> spec = wanted.apply(found.application());
            if (spec.isEmpty() || found.status().reconciledAt() != null) {
                spec.ifPresent(complete -> targets.add(new WatchTarget(complete, argocd, found, origin)));
                return;
            }
        } catch (ConfigurationException e) {
            typed = true;
            if (!found.application().sourceTypes().isEmpty()) {
                throw e;
            }
        }
        LiveApplication compared = comparison.await(client, found, typed);
        wanted.apply(compared.application())
                .ifPresent(spec -> targets.add(new WatchTarget(spec, argocd, compared, origin)));
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
