package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class PollMemoryTest {

    private static final CycleReport REPORT = new SampleReports(Instant.now()).healthy();

    /** What is promoted makes the same step at each server, one after the other. */
    @Test
    public void aBuildForAnApplicationAtOneServerIsNoneForThatOfTheSameNameAtAnother() {
        PollMemory memory = PollMemory.EMPTY.withStarted(PlannedChange.of(at("staging")));

        assertThat(memory.hasStarted(PlannedChange.of(at("staging")))).isTrue();
        assertThat(memory.hasStarted(PlannedChange.of(at("production")))).isFalse();
    }

    private static CycleReport at(String server) {
        ApplicationReport one = REPORT.applications().get(0);
        ApplicationSubject about = one.about();
        ApplicationReport other = new ApplicationReport(
                new ApplicationSubject(about.name(), about.namespace(), about.project(), server, about.url()),
                one.images(),
                one.writeBack(),
                one.rollout(),
                one.failure(),
                one.rollsOut());
        return new CycleReport(
                false, REPORT.started(), REPORT.finished(), List.of(other), REPORT.failures(), REPORT.requests());
    }
}
