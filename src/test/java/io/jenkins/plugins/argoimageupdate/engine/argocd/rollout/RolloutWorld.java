package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ScriptedSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.rules.ExternalResource;

/** An Argo CD that runs the Applications {@code auto} and {@code manual}, and rollouts of commits there. */
final class RolloutWorld extends ExternalResource {

    /** Longer than any rollout of a test takes. */
    static final Duration LONG = Duration.ofMinutes(10);

    static final RolloutLimits QUICK = new RolloutLimits(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(20));

    private final ScriptedSource git = new ScriptedSource();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private EmbeddedArgoCd argocd;

    @Override
    protected void before() {
        git.commit("org/frontend:main-1");
        start(Duration.ofMillis(10));
    }

    @Override
    protected void after() {
        argocd.close();
    }

    /** Starts Argo CD once more, with steps of another length. */
    void startAnew(Duration step) {
        argocd.close();
        start(step);
    }

    private void start(Duration step) {
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(step), git);
        argocd.add(Manifests.automated("auto"));
        argocd.add(Manifests.manual("manual"));
        await().until(() ->
                client().get(ApplicationRef.named("auto")).status().health().status() == HealthStatus.HEALTHY);
    }

    ScriptedSource git() {
        return git;
    }

    EmbeddedArgoCd argocd() {
        return argocd;
    }

    ArgoCdClient client() {
        return ArgoCdClients.client(argocd.url());
    }

    /** What the rollouts have told, in order. */
    List<String> changes() {
        return changes;
    }

    long syncs() {
        return argocd.requests().stream()
                .filter(r -> r.startsWith("POST") && r.endsWith("/sync"))
                .count();
    }

    RolloutResult rollOut(String name, String commit, WaitFor waitFor, boolean sync, Duration timeout)
            throws InterruptedException {
        return Waits.toTheEnd(new Rollout(
                client(),
                request(name, commit, waitFor, sync, timeout),
                QUICK,
                change -> changes.add(change.toString())));
    }

    ArgoCdException fail(String name, String commit, WaitFor waitFor, boolean sync, Duration timeout) {
        return catchThrowableOfType(ArgoCdException.class, () -> rollOut(name, commit, waitFor, sync, timeout));
    }

    /** Lets the time be up when the clock says so. */
    ArgoCdException fail(String name, String commit, Clock clock, RolloutListener listener) {
        RolloutRequest request = request(name, commit, WaitFor.SYNCED, false, LONG);
        return catchThrowableOfType(
                ArgoCdException.class, () -> Waits.toTheEnd(new Rollout(client(), request, QUICK, listener, clock)));
    }

    static RolloutRequest request(String name, String commit, WaitFor waitFor, boolean sync, Duration timeout) {
        return new RolloutRequest(
                ApplicationRef.named(name), DesiredStates.written(commit), waitFor, sync, timeout, false);
    }

    /** Of a run that finds the commit made before. */
    static RolloutRequest nothingNew(String commit, WaitFor waitFor) {
        return new RolloutRequest(
                ApplicationRef.named("manual"), DesiredStates.found(commit), waitFor, true, LONG, false);
    }
}
