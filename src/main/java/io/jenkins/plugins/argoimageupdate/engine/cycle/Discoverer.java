package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationQuery;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationReader;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.FirstComparison;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.watch.ApplicationAnnotations;
import io.jenkins.plugins.argoimageupdate.engine.watch.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.watch.StandaloneApplication;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is to be watched. What cannot be used is reported and does not hide the rest; so is a selection that is empty. */
public final class Discoverer {

    private final Connections connections;
    private final Function<ArgoCdClient, ApplicationReader> readers;
    private final FirstComparison comparison;
    private final Deadline deadline;
    private final List<WatchTarget> targets = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final RequestCounts requests = new RequestCounts();
    private final List<Discovery.Missed> failures = new ArrayList<>();
    /** Servers that did not answer in time, and need not be waited for again. */
    private final Map<String, UpdateException> silent = new HashMap<>();

    /** One that does not wait for Applications that Argo CD has not compared yet. */
    public Discoverer(Connections connections) {
        this(connections, Duration.ZERO, notice -> {});
    }

    /** The same for a run that only looks, and can do with what others have asked Argo CD for, see {@link Engine#notOlderThan}. */
    public static Discoverer ofPoll(Connections connections, Engine engine) {
        return new Discoverer(
                connections, Duration.ZERO, notice -> {}, Deadline.in(Budget.CYCLE.duration()), engine::reader);
    }

    /**
     * The same for a run that goes on to the rollout, which begins with what is asked for here.
     *
     * @param patience how long to wait, in all, for Applications that Argo CD has not compared with their sources yet
     * @param notices takes a sentence for each Application that is waited for
     */
    public static Discoverer ofRun(
            Connections connections, Engine engine, Duration patience, Consumer<String> notices) {
        return new Discoverer(
                connections,
                patience,
                notices,
                Deadline.in(Budget.CYCLE.duration().plus(patience)),
                engine.applications()::asking);
    }

    /**
     * @param patience how long to wait, in all, for Applications that Argo CD has not compared with their sources yet
     * @param notices takes a sentence for each Application that is waited for
     */
    public Discoverer(Connections connections, Duration patience, Consumer<String> notices) {
        this(connections, patience, notices, Deadline.in(Budget.CYCLE.duration().plus(patience)));
    }

    /** @param deadline of all of it; what is not found by then is missed */
    public Discoverer(Connections connections, Duration patience, Consumer<String> notices, Deadline deadline) {
        this(connections, patience, notices, deadline, client -> client);
    }

    private Discoverer(
            Connections connections,
            Duration patience,
            Consumer<String> notices,
            Deadline deadline,
            Function<ArgoCdClient, ApplicationReader> readers) {
        this.readers = readers;
        this.deadline = deadline;
        this.connections = new CountedConnections(connections, requests);
        this.comparison = new FirstComparison(patience, notices);
    }

    /** What is wanted of an Application, if anything; takes warnings about what is not used as it may be meant. */
    @FunctionalInterface
    private interface Wish extends BiFunction<Application, Consumer<Warning>, Optional<WatchSpec>> {}

    /** What a target takes from whoever asks for it, see {@link WatchTarget}. */
    private record Asked(
            String argocd,
            String origin,
            Release release,
            @Nullable DriftPolicy drift) {}

    /** A part of the discovery, whose failure does not hide the rest. */
    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    /** What explicit requests ask for. */
    public Discovery discover(List<WatchRequest> requests) throws InterruptedException {
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
    public Discovery discover(ImageUpdaterResource resource, String argocd) throws InterruptedException {
        resource.warnings().forEach(warning -> warnings.add(new Warning("", warning)));
        trying(argocd, "", () -> {
            ArgoCdClient client = connections.argocd(argocd);
            Asked asked = new Asked(argocd, "the ImageUpdater resource", Release.NEWEST, null);
            List<LiveApplication> seen =
                    readers.apply(client).list(new ApplicationQuery("", LabelSelector.ANY, resource.namespace()));
            int before = targets.size() + failures.size();
            for (LiveApplication found : seen) {
                trying(argocd, found.application().name(), () -> watch(client, found, asked, resource::watch));
            }
            if (targets.size() + failures.size() == before) {
                throw new EmptySelection(
                                "find the Applications of the ImageUpdater resource", client.server(), seen.size(), 0)
                        .failure();
            }
            resource.unmatched(seen.stream().map(LiveApplication::application).toList())
                    .forEach(pattern -> warnings.add(new Warning(
                            "", "namePattern '" + pattern + "' matches no Application that this account sees")));
        });
        return found();
    }

    private Discovery found() {
        return new Discovery(List.copyOf(targets), List.copyOf(failures), List.copyOf(warnings), requests.snapshots());
    }

    private void discover(WatchRequest request) throws InterruptedException {
        ApplicationSelector selector = request.applications();
        if (selector.argocd().isEmpty() && !connections.hasArgoCd()) {
            List<Warning> said = new ArrayList<>();
            WatchSpec spec = request.watch(StandaloneApplication.of(request), said::add);
            targets.add(
                    new WatchTarget(spec.forced(), "", Optional.empty(), "", request.release(), request.drift(), said));
            return;
        }
        ArgoCdClient client = connections.argocd(selector.argocd());
        if (selector.isByName()) {
            ApplicationRef ref = new ApplicationRef(selector.name(), selector.namespace(), selector.project());
            watch(client, readers.apply(client).get(ref), request);
            return;
        }
        List<LiveApplication> seen = readers.apply(client)
                .list(new ApplicationQuery(selector.project(), selector.labels(), selector.namespace()));
        List<LiveApplication> matching = seen.stream()
                .filter(found -> selector.matches(found.application()))
                .toList();
        Map<Boolean, List<LiveApplication>> asks = matching.stream()
                .collect(Collectors.partitioningBy(found ->
                        !request.images().isEmpty() || new ApplicationAnnotations(found.application()).isPresent()));
        List<LiveApplication> asking = asks.get(true);
        asks.get(false).forEach(this::passOver);
        if (asking.isEmpty()) {
            throw new EmptySelection(
                            "find Applications" + selector.describe(), client.server(), seen.size(), matching.size())
                    .failure();
        }
        for (LiveApplication found : asking) {
            trying(selector.argocd(), found.application().name(), () -> watch(client, found, request));
        }
    }

    private void passOver(LiveApplication found) {
        new ApplicationAnnotations(found.application())
                .passedOver()
                .ifPresent(
                        message -> warnings.add(new Warning(found.application().name(), message)));
    }

    private void watch(ArgoCdClient client, LiveApplication found, WatchRequest request) throws InterruptedException {
        String origin = request.images().isEmpty() ? "annotations" : "";
        watch(
                client,
                found,
                new Asked(request.applications().argocd(), origin, request.release(), request.drift()),
                (application, said) -> Optional.of(request.watch(application, said)));
    }

    /** Watches what is wanted of an Application, if anything, as soon as Argo CD knows enough about it. */
    private void watch(ArgoCdClient client, LiveApplication found, Asked asked, Wish wish) throws InterruptedException {
        boolean typed = false;
        try {
            List<Warning> said = new ArrayList<>();
            Optional<WatchSpec> spec = wish.apply(found.application(), said::add);
            if (spec.isEmpty() || found.isCompared()) {
                spec.ifPresent(complete -> add(complete, found, asked, said));
                return;
            }
        } catch (ConfigurationException e) {
            typed = true;
            if (!found.application().observed().sourceTypes().isEmpty()) {
                throw e;
            }
        }
        LiveApplication compared = comparison.await(client, found, typed);
        List<Warning> said = new ArrayList<>();
        wish.apply(compared.application(), said::add).ifPresent(spec -> add(spec, compared, asked, said));
    }

    private void add(WatchSpec spec, LiveApplication observed, Asked asked, List<Warning> said) {
        spec.warnings().forEach(warning -> said.add(new Warning("", warning)));
        if (spec.writeBack() instanceof WriteBack.ArgoCdApi
                && !observed.applicationSet().isEmpty()) {
            said.add(new Warning("", takenBack(observed.applicationSet())));
        }
        targets.add(new WatchTarget(
                spec, asked.argocd(), Optional.of(observed), asked.origin(), asked.release(), asked.drift(), said));
    }

    private static String takenBack(String applicationSet) {
        return "the ApplicationSet " + applicationSet
                + " makes this Application, and takes back the parameters that are"
                + " set in it unless its ignoreApplicationDifferences names them. Write to Git instead:"
                + " write-back-method: git";
    }

    private void trying(String server, String application, Step step) throws InterruptedException {
        UpdateException before = silent.get(server);
        if (before != null) {
            failures.add(new Discovery.Missed(server, application, before));
            return;
        }
        try {
            deadline.run(() -> {
                step.run();
                return null;
            });
        } catch (RuntimeException thrown) {
            UpdateException failure = Unforeseen.asFailure(
                    application.isEmpty() ? "find Applications" : "read the Application " + application, thrown);
            if (failure.reason() == Reason.TIMEOUT) {
                silent.put(server, failure);
            }
            failures.add(new Discovery.Missed(server, application, failure));
        } catch (Deadline.MissedException e) {
            failures.add(new Discovery.Missed(
                    server,
                    application,
                    new ArgoCdException(
                            Reason.TIMEOUT,
                            "read Applications" + (server.isEmpty() ? "" : " of Argo CD " + server),
                            e.getMessage(),
                            "Look at the load of Argo CD",
                            e)));
        }
    }
}
