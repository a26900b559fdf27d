package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ScriptedSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Where pods do not tell whether what was written is used, Argo CD is asked for the manifests. */
public class RolloutManifestsTest {

    private final ScriptedSource git = new ScriptedSource();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private Observation last;
    private EmbeddedArgoCd argocd;

    @Before
    public void startWithARunningApplication() {
        git.commit("org/frontend:main-1", "org/nightly:main-1");
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(10)), git);
        argocd.add(Manifests.automated("auto"));
        argocd.add(Manifests.manual("manual"));
        await().until(() ->
                client().get(ApplicationRef.named("auto")).status().health().status() == HealthStatus.HEALTHY);
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void anImageOfNoPodIsLookedForInTheManifests() throws InterruptedException {
        String commit = git.commit("org/frontend:main-1", "org/nightly:main-2");
        DesiredImage nightly = wrote("nightly", "the value nightly.tag");
        assertThat(rollOut("auto", commit, WaitFor.HEALTHY, nightly).revision()).isEqualTo(commit);
        assertThat(ImageStates.of(last).of(nightly).reason())
                .isEqualTo("is set in CronJob/nightly, which has no pod now");
        assertThat(manifestRequests())
                .containsExactly("GET /api/v1/applications/auto/manifests?revision=" + commit
                        + "&project=default&appNamespace=argocd");
    }

    @Test
    public void whatHasNoEffectOnAnImageOfNoPodIsAFailure() {
        String commit = git.commit("org/frontend:main-2", "org/nightly:main-1");
        for (WaitFor waitFor : List.of(WaitFor.HEALTHY, WaitFor.SYNCED)) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class,
                    () -> rollOut("auto", commit, waitFor, wrote("nightly", "the value nightly.tga")));
            assertThat(e.reason()).isEqualTo(Reason.NOT_LIVE);
            assertThat(e.answer())
                    .isEqualTo(
                            "Synced, but nightly is still main-1 in CronJob/nightly: the value nightly.tga has no effect");
        }
    }

    @Test
    public void saysThatNoManifestUsesAValueOnlyWhereThatIsSo() {
        String commit = git.commit("org/frontend:main-1", "org/nightly:main-2");
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class,
                () -> rollOut("auto", commit, WaitFor.HEALTHY, wrote("frontend", "the value frontend.tga")));
        assertThat(e.answer())
                .isEqualTo(
                        "Synced, but frontend still runs main-1 in Deployment/frontend: the value frontend.tga has no effect there");
    }

    @Test
    public void podsThatTellAllAreEnough() throws InterruptedException {
        String commit = git.commit("org/frontend:main-2", "org/nightly:main-1");
        rollOut("auto", commit, WaitFor.HEALTHY, wrote("frontend", ""));
        assertThat(manifestRequests()).isEmpty();
    }

    @Test
    public void manifestsThatCannotBeReadAreNoFailure() throws InterruptedException {
        argocd.faults().withoutManifests();
        String commit = git.commit("org/frontend:main-1", "org/nightly:main-2");
        DesiredImage nightly = wrote("nightly", "");
        assertThat(rollOut("auto", commit, WaitFor.HEALTHY, nightly).revision()).isEqualTo(commit);
        assertThat(ImageStates.of(last).of(nightly).reason())
                .startsWith("is in no pod of the Application, and its manifests cannot be read: 500")
                .endsWith("connection refused");
    }

    @Test
    public void aCommitThatArgoCdDoesNotFindIsLeftToTheNextRunWhereNothingIsWaitedFor() throws InterruptedException {
        String elsewhere = "f".repeat(40);
        assertThat(rollOut("manual", elsewhere, WaitFor.NONE, wrote("frontend", ""))
                        .revision())
                .isEqualTo(elsewhere);
        assertThat(changes)
                .anyMatch(change -> change.contains("not synced, as Argo CD does not see commit fffffff yet"));
        assertThat(argocd.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    private List<String> manifestRequests() {
        return argocd.requests().stream()
                .filter(request -> request.contains("/manifests"))
                .toList();
    }

    private RolloutResult rollOut(String name, String commit, WaitFor waitFor, DesiredImage image)
            throws InterruptedException {
        RolloutRequest request = new RolloutRequest(
                ApplicationRef.named(name), DesiredStates.written(commit, image), waitFor, true, LONG, false);
        RolloutListener listener = new RolloutListener() {
            @Override
            public void changed(RolloutChange change) {
                changes.add(change.toString());
            }

            @Override
            public void observed(Observation observation) {
                last = observation;
            }
        };
        return Waits.toTheEnd(new Rollout(client(), request, QUICK, listener));
    }

    private static DesiredImage wrote(String name, String parameter) {
        return new DesiredImage(
                ImageReference.parse(name + "=org/" + name),
                ImageTag.ofName("main-1"),
                ImageTag.ofName("main-2"),
                parameter,
                true);
    }

    private ArgoCdClient client() {
        return ArgoCdClients.client(argocd.url());
    }
}
