package io.jenkins.plugins.argoimageupdate.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import org.junit.Test;

public class ApplicationPlanTest {

    private static final Wait HELD = new Wait(Wait.Cause.HELD, "held by Jane Doe");

    private final ApplicationPlan plan = PlanFixture.plan(
            PlanFixture.spec(
                    new ApplicationFixture().build(),
                    null,
                    PlanFixture.image("web=org/web", null),
                    PlanFixture.image("api=org/api", null)),
            "1.1.0",
            "1.2.0");

    @Test
    public void aChangeThatWaitsIsLeftAloneWhereOthersAreWritten() {
        ImageChange web = plan.images().get(0);
        ApplicationPlan waiting = plan.waiting(web, HELD);
        assertThat(waiting.changes()).containsExactly(plan.images().get(1));
        assertThat(waiting.waiting()).containsExactly(new WaitingImage(web, HELD));
    }

    @Test
    public void nothingIsWrittenWhereAllWaits() {
        ApplicationPlan waiting =
                plan.waiting(plan.images().get(0), HELD).waiting(plan.images().get(1), HELD);
        assertThat(waiting.images()).isEmpty();
        assertThat(waiting.waiting()).hasSize(2);
    }
}
