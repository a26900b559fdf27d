package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd.Answer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.Map;
import org.junit.Test;
import tools.jackson.databind.json.JsonMapper;

/** An action on two Rollouts of an Application, of which Argo CD runs it on the first one only. */
public class SeveralRolloutsTest {

    private static final String NODE = "{\"group\":\"argoproj.io\",\"version\":\"v1alpha1\",\"kind\":\"Rollout\","
            + "\"namespace\":\"%s\",\"name\":\"%s\",\"uid\":\"%1$s-%2$s\",\"health\":{\"status\":\"Suspended\"}}";
    private static final String PAUSED = """
            {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout",
             "metadata": {"namespace": "%s", "name": "%s", "generation": 2},
             "spec": {"strategy": {"canary": {"steps": [{"setWeight": 20}, {"pause": {}}]}}},
             "status": {"observedGeneration": "2", "phase": "Paused", "currentStepIndex": 1,
              "pauseConditions": [{"reason": "CanaryPauseStep", "startTime": "2026-11-30T00:00:00Z"}],
              "controllerPause": true}}
            """;

    @Test
    public void whatWasDoneBeforeAFailureIsTold() throws InterruptedException {
        try (FakeArgoCd argocd = new FakeArgoCd()
                .tree(Answer.ok(
                        "{\"nodes\":[" + NODE.formatted("shop", "api") + "," + NODE.formatted("shop", "web") + "]}"))
                .application(paused("shop", "api"), paused("shop", "web"), Answer.ok("{}"), Answer.FORBIDDEN)) {
            RolloutCommand command =
                    new RolloutCommand(argocd.client(), new ApplicationRef("shop", "", ""), "", RolloutAction.PROMOTE);
            Map<String, String> prepared = command.prepare();
            assertThat(prepared).hasSize(2);

            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> command.act(prepared));

            assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
            assertThat(e)
                    .hasMessageContaining("permission denied")
                    .hasMessageContaining("before that it was done: promoted Rollout/api (paused at step 2 of 2");
        }
    }

    /** The button of one must not promote the other one. */
    @Test
    public void thoseOfOneNameAreToldApartByTheirNamespaces() throws InterruptedException {
        try (FakeArgoCd argocd = new FakeArgoCd()
                .tree(Answer.ok(
                        "{\"nodes\":[" + NODE.formatted("blue", "web") + "," + NODE.formatted("green", "web") + "]}"))
                .application(paused("blue", "web"), paused("green", "web"))) {
            RolloutCommand command = new RolloutCommand(
                    argocd.client(), new ApplicationRef("shop", "", ""), "green/web", RolloutAction.PROMOTE);

            assertThat(command.prepare()).containsOnlyKeys("green/web");
        }
    }

    private static Answer paused(String namespace, String name) {
        return Answer.ok(new JsonMapper().writeValueAsString(Map.of("manifest", PAUSED.formatted(namespace, name))));
    }
}
