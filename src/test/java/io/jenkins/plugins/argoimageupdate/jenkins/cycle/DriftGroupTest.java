package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DriftGroupTest {

    private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");

    @Test
    public void aJobWithSeveralAnswersIsLookedAtAsAWhole() throws Exception {
        List<CycleOptions> seen = new ArrayList<>();
        List<DriftGroup> groups =
                List.of(new DriftGroup(DriftPolicy.REPORT, List.of()), new DriftGroup(DriftPolicy.ADOPT, List.of()));

        CycleReport report = DriftGroup.look(groups, CycleOptions.DEFAULT.asDryRun(), (options, requests) -> {
            seen.add(options);
            return report(options.drift().policy().id());
        });

        assertThat(seen)
                .extracting(options -> options.drift().policy())
                .containsExactly(DriftPolicy.REPORT, DriftPolicy.ADOPT);
        assertThat(seen).allMatch(CycleOptions::dryRun);
        assertThat(report.applications()).extracting(ApplicationReport::name).containsExactly("report", "adopt");
        assertThat(report.warnings()).containsExactly("the same", "of report", "of adopt");
        assertThat(report.requests().get("argocd").total()).isEqualTo(4);
        assertThat(report.dryRun()).isTrue();
    }

    @Test
    public void oneAnswerTakesOneLook() throws Exception {
        CycleReport only = report("adopt");

        assertThat(DriftGroup.look(
                        List.of(new DriftGroup(DriftPolicy.ADOPT, List.of())),
                        CycleOptions.DEFAULT,
                        (options, requests) -> only))
                .isSameAs(only);
        assertThatThrownBy(() -> DriftGroup.look(List.of(), CycleOptions.DEFAULT, (options, requests) -> only))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CycleReport report(String name) {
        ApplicationSubject about = new ApplicationSubject(name, "", "", "", "");
        Snapshot two = new Snapshot(Map.of(RequestKind.WRITE, 2L), 0, 0, 0, 0, "", 0L);
        return new CycleReport(
                true,
                START,
                START.plusSeconds(1),
                List.of(new ApplicationReport(about, List.of(), null, null, null, false)),
                List.of(),
                Map.of("argocd", two),
                List.of("the same", "of " + name));
    }
}
