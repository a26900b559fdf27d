package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

/** The source hydrator commits manifests of its own, so that the commit that was pushed is never the one that is synced. */
public class HydratedApplicationTest {

    private static final String OLD_DRY = "a".repeat(40);
    private static final String DRY = "b".repeat(40);
    private static final String OLD_WET = "c".repeat(40);
    private static final String WET = "d".repeat(40);

    @Test
    public void itsDrySourceIsTheOneToWriteTo() {
        LiveApplication live = application(OLD_DRY, "Hydrated", OLD_WET, OLD_WET);
        assertThat(live.application().sources().areHydrated()).isTrue();
        assertThat(live.application().sources().areSeveral()).isFalse();
        assertThat(live.application().sources().all()).singleElement().satisfies(source -> {
            assertThat(source.repoUrl()).isEqualTo("http://git.example/dry.git");
            assertThat(source.path()).isEqualTo("chart");
        });
    }

    @Test
    public void theHydratedCommitIsWaitedFor() {
        RolloutState state = begin();
        state = look(state, application(OLD_DRY, "Hydrated", OLD_WET, OLD_WET));
        assertThat(((Waiting) state.verdict()).phase()).isEqualTo(RolloutPhase.COMPARING);
        state = look(state, application(DRY, "Hydrating", "", OLD_WET));
        assertThat(((Waiting) state.verdict()).phase()).isEqualTo(RolloutPhase.COMPARING);
        state = look(state, application(DRY, "Hydrated", WET, OLD_WET));
        assertThat(((Waiting) state.verdict()).phase()).isEqualTo(RolloutPhase.COMPARING);
        state = look(state, application(DRY, "Hydrated", WET, WET));
        assertThat(state.verdict()).isEqualTo(new Reached(WET));
    }

    @Test
    public void aFailureOfTheHydratorIsReported() {
        RolloutState state = look(begin(), application(DRY, "Failed", "", OLD_WET));
        Failed failed = (Failed) state.verdict();
        assertThat(failed.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(failed.answer()).isEqualTo("the source hydrator failed: no write access");
    }

    private static RolloutState begin() {
        RolloutRequest request = new RolloutRequest(
                ApplicationRef.named("web"),
                DesiredStates.written(DRY),
                WaitFor.HEALTHY,
                false,
                Duration.ofMinutes(1),
                false);
        return RolloutState.begin(
                request,
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                application(OLD_DRY, "Hydrated", OLD_WET, OLD_WET));
    }

    private static RolloutState look(RolloutState state, LiveApplication live) {
        return state.next(new Observation(live, ResourceTree.EMPTY, "", Instant.parse("2026-11-24T12:00:00Z")));
    }

    private static LiveApplication application(String dry, String phase, String wet, String synced) {
        return ApplicationJson.live(JsonAnswers.MAPPER.readTree("""
                {"metadata":{"name":"web"},"spec":{"project":"default","sourceHydrator":{
                  "drySource":{"repoURL":"http://git.example/dry.git","path":"chart","targetRevision":"main"},
                  "syncSource":{"targetBranch":"environments/dev","path":"web"}},"syncPolicy":{"automated":{}}},
                 "status":{"sync":{"status":"Synced","revision":"%s"},"health":{"status":"Healthy"},
                  "sourceHydrator":{"currentOperation":{"drySHA":"%s","phase":"%s","hydratedSHA":"%s",
                   "message":"no write access"}}}}""".formatted(synced, dry, phase, wet)));
    }
}
