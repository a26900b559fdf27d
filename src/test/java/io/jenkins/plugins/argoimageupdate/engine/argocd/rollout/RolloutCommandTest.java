package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionOutcome.State;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Actions on Rollouts: what Argo CD is asked for, how often, and what becomes of it. */
public class RolloutCommandTest {

    private static final String CANARY =
            "{\"canary\":{\"steps\":[{\"setWeight\":20},{\"pause\":{}},{\"setWeight\":60},{\"pause\":{}}]}}";
    private static final ApplicationRef STEPS = ApplicationRef.named("steps");

    @Rule
    public final RolloutWorld world = new RolloutWorld();

    @Before
    public void pause() throws InterruptedException {
        String first = world.git().rollout("org/frontend:main-2", CANARY);
        world.argocd().add(Manifests.automated("steps"));
        world.rollOut("steps", first, WaitFor.HEALTHY, false, LONG);
        world.rollOut("steps", world.git().rollout("org/frontend:main-3", CANARY), WaitFor.PAUSED, false, LONG);
    }

    private RolloutCommand command(RolloutAction action) {
        return new RolloutCommand(world.client(), STEPS, "", action);
    }

    private ActionOutcome run(RolloutAction action, WaitFor waitFor) throws InterruptedException {
        RolloutCommand command = command(action);
        Map<String, String> prepared = command.prepare();
        assertThat(command.act(prepared)).hasSize(1);
        return await().atMost(LONG)
                .until(
                        () -> ActionOutcome.of(action, waitFor, prepared, command.look(prepared)),
                        outcome -> outcome.state() == State.REACHED);
    }

    @Test
    public void aPromotionGoesToTheNextPause() throws InterruptedException {
        assertThat(run(RolloutAction.PROMOTE, WaitFor.PAUSED).what()).contains("paused at step 4 of 4, weight 60 %");
        assertThat(run(RolloutAction.PROMOTE, WaitFor.PAUSED).what()).isEqualTo("Healthy");
        assertThat(actions()).hasSize(2).allMatch(request -> request.endsWith("/resource/actions/v2"));
    }

    @Test
    public void aFullPromotionSkipsWhatIsLeft() throws InterruptedException {
        assertThat(run(RolloutAction.PROMOTE_FULL, WaitFor.PAUSED).what()).isEqualTo("Healthy");
    }

    @Test
    public void anAbortedRolloutCanBeRetried() throws InterruptedException {
        assertThat(run(RolloutAction.ABORT, WaitFor.PAUSED).what())
                .isEqualTo("Rollout/frontend is aborted: RolloutAborted: Rollout aborted update to revision 2");
        assertThat(run(RolloutAction.RETRY, WaitFor.PAUSED).what()).contains("paused at step 2 of 4");
    }

    @Test
    public void anActionThatWasRunIsNotRunTwice() throws InterruptedException {
        RolloutCommand first = command(RolloutAction.PROMOTE);
        Map<String, String> prepared = first.prepare();
        first.act(prepared);
        await().atMost(LONG)
                .until(() -> !first.look(prepared).isEmpty()
                        && ActionOutcome.of(RolloutAction.PROMOTE, WaitFor.PAUSED, prepared, first.look(prepared))
                                        .state()
                                == State.REACHED);
        assertThat(command(RolloutAction.PROMOTE).act(prepared)).isEmpty();
        assertThat(actions()).hasSize(1);
    }

    @Test
    public void anArgoCdOfBeforeTheSecondFormOfTheRequestIsAskedByTheFirst() throws InterruptedException {
        world.argocd().faults().withoutSecondActions();
        run(RolloutAction.PROMOTE, WaitFor.PAUSED);
        assertThat(actions()).hasSize(2);
        assertThat(actions().get(1))
                .contains("/resource/actions?")
                .contains("resourceName=frontend")
                .contains("kind=Rollout")
                .contains("group=argoproj.io")
                .contains("version=v1alpha1");
    }

    @Test
    public void whatHasNoEffectIsRefusedAndNothingSent() {
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class, () -> command(RolloutAction.RETRY).prepare());
        assertThat(e.reason()).isEqualTo(Reason.INVALID_CONFIGURATION);
        assertThat(e).hasMessageContaining("nothing is aborted: Rollout/frontend is paused at step 2 of 4");
        assertThat(actions()).isEmpty();
    }

    @Test
    public void aNameThatIsNotThereIsToldWithThoseThatAre() {
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class,
                () -> new RolloutCommand(world.client(), STEPS, "web", RolloutAction.ABORT).prepare());
        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(e).hasMessageContaining("it has only Rollout/frontend");
        ArgoCdException none = catchThrowableOfType(
                ArgoCdException.class,
                () -> new RolloutCommand(world.client(), ApplicationRef.named("auto"), "", RolloutAction.ABORT)
                        .prepare());
        assertThat(none).hasMessageContaining("it has no Rollout of Argo Rollouts");
    }

    private List<String> actions() {
        return world.argocd().requests().stream()
                .filter(request -> request.startsWith("POST") && request.contains("/resource/actions"))
                .toList();
    }
}
