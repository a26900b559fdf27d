package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.FollowedRollouts;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PromoteFromArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.LockedGuards;
import io.jenkins.plugins.argoimageupdate.jenkins.record.PromotedBuild;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The update cycle of a build, a poll or a dry run, on the engine that all of them share. One use, one thread.
 */
public final class JenkinsCycle {

    private final Connections connections;
    private final Engine engine;
    private final UpdateCycle cycle;

    /** @param events takes what happens, one event at a time */
    public JenkinsCycle(Connections connections, CycleOptions options, Consumer<CycleEvent> events) {
        this(UpdateEngine.get().engine(), connections, options, events);
    }

    /** @param notBefore how recent the answers of registries and Argo CD have to be that other runs share with this one */
    public JenkinsCycle(Instant notBefore, Connections connections, CycleOptions options, Consumer<CycleEvent> events) {
        this(UpdateEngine.get().engine().notOlderThan(notBefore), connections, options, events);
    }

    private JenkinsCycle(Engine engine, Connections connections, CycleOptions options, Consumer<CycleEvent> events) {
        this.engine = engine;
        this.connections = connections;
        this.cycle = new UpdateCycle(engine, connections, options, events);
    }

    /**
     * What arguments ask for, each once; what they leave out is as the global configuration says.
     *
     * @param item that asks, for builds that it promotes from
     * @throws UpdateException if an argument cannot be used, or says otherwise than a guard that the administrator has locked
     */
    public static List<WatchRequest> requests(Collection<UpdateArguments> arguments, Item item) {
        DefaultsConfig defaults = ArgoImageUpdateConfiguration.get().getDefaults();
        UpdateSettings fallback = defaults.toSettings();
        LockedGuards locked = defaults.toLockedGuards();
        arguments.forEach(one -> one.requireUnlocked(locked));
        return arguments.stream()
                .map(one -> request(one, fallback, item))
                .distinct()
                .toList();
    }

    /**
     * What arguments ask for when earlier versions are written, which neither guards nor a build that was promoted from have to do with.
     *
     * @throws UpdateException if an argument cannot be used
     */
    public static List<WatchRequest> requestsToGoBack(UpdateArguments arguments, Item item) {
        UpdateArguments plain = arguments.expand(UnaryOperator.identity());
        plain.setGuards(null);
        plain.getImages().forEach(image -> image.setGuards(null));
        PromoteFromArgument from = plain.getPromoteFrom();
        if (from != null && from.isOfBuild()) {
            plain.setPromoteFrom(null);
            plain.setSoak("");
        }
        return requests(List.of(plain), item);
    }

    private static WatchRequest request(UpdateArguments arguments, UpdateSettings fallback, Item item) {
        WatchRequest request = arguments.toRequest(fallback);
        PromoteFromArgument from = arguments.getPromoteFrom();
        if (from == null || !from.isOfBuild()) {
            return request;
        }
        return request.with(new Release(
                new PromotedBuild(item, from).versions(), request.release().only()));
    }

    /**
     * Everything that the options allow, from the registries to the cluster, up to the rollouts, which go on by themselves.
     *
     * @param patience how long to wait, in all, for Applications that Argo CD has not compared with their sources yet
     * @param notices takes a sentence for each Application that is waited for
     */
    public FollowedRollouts begin(List<WatchRequest> requests, Duration patience, Consumer<String> notices)
            throws InterruptedException {
        return cycle.begin(discover(requests, patience, notices));
    }

    private Discovery discover(List<WatchRequest> requests, Duration patience, Consumer<String> notices)
            throws InterruptedException {
        return Discoverer.ofRun(connections, engine, patience, notices).discover(requests);
    }

    /**
     * Writes earlier versions. Their rollouts go on by themselves.
     *
     * @param part what of all that the requests ask for; where it leaves none of several, nothing is done
     * @param patience likewise
     * @throws UpdateException before anything is written, if it cannot be carried out as a whole
     */
    public FollowedRollouts beginRollback(
            List<WatchRequest> requests,
            UnaryOperator<Discovery> part,
            Rollback rollback,
            Duration patience,
            Consumer<String> notices)
            throws InterruptedException {
        Discovery all = discover(requests, patience, notices);
        Discovery some = part.apply(all);
        return some.targets().isEmpty() && !all.targets().isEmpty()
                ? FollowedRollouts.none(nothing())
                : cycle.beginRollback(some, rollback);
    }

    /** The report of a run that concerns something else. */
    public static CycleReport nothing() {
        Instant now = Instant.now();
        return new CycleReport(false, now, now, List.of(), List.of(), Map.of());
    }

    /**
     * What a run would change.
     *
     * @param part what to look at of all that the requests ask for
     */
    public CycleReport poll(List<WatchRequest> requests, UnaryOperator<Discovery> part) throws InterruptedException {
        return cycle.poll(part.apply(Discoverer.ofPoll(connections, engine).discover(requests)));
    }

    /** The rest of a run whose changes are written. */
    public FollowedRollouts followRollouts(CycleReport soFar) throws InterruptedException {
        return cycle.followRollouts(soFar);
    }
}
