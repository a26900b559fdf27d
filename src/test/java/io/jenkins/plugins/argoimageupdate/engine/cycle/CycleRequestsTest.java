package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.remote;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What a run tells of its requests. */
public class CycleRequestsTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void countsWhatOneRunAsksOfEachServer() throws Exception {
        world.pushBoth();
        Discovery discovery = world.discovered();
        UpdateCycle waiting = world.cycle(CycleOptions.DEFAULT, event -> {});
        Map<String, RequestMetrics.Snapshot> other =
                world.run(CycleOptions.DEFAULT).requests();

        Map<String, RequestMetrics.Snapshot> own = waiting.poll(discovery).requests();

        assertThat(other).hasSize(3);
        assertThat(other.get(remote(world.demo().repository()).toString())
                        .requests()
                        .keySet())
                .containsExactlyInAnyOrder(RequestKind.LIST_REFS, RequestKind.FETCH, RequestKind.PUSH);
        assertThat(other.get("demo").requests()).containsKeys(RequestKind.READ, RequestKind.WATCH);
        assertThat(own.keySet())
                .containsExactlyInAnyOrder("demo", world.demo().registry().getAuthority());
        assertThat(own.get("demo").requests()).isEqualTo(Map.of(RequestKind.READ, 1L));
        RequestMetrics.Snapshot registry = own.get(world.demo().registry().getAuthority());
        assertThat(registry.requests()).containsEntry(RequestKind.TAGS, 2L);
        assertThat(registry.saved()).isPositive();
    }

    @Test
    public void tellsOfEachImageHowItsRegistryWasAsked() throws Exception {
        RegistryReport asked = world.run(CycleOptions.DEFAULT)
                .applications()
                .get(0)
                .images()
                .get(0)
                .registry();

        assertThat(asked.registry()).isEqualTo(world.demo().registry().getAuthority());
        assertThat(asked.repository()).isEqualTo(DemoWorld.FRONTEND);
        assertThat(asked.requests().requests()).containsEntry(RequestKind.TAGS, 1L);
    }
}
