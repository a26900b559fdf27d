package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class RolloutActionCommandTest {

    @Rule
    public final ConnectedDemo demo = new ConnectedDemo(DemoWorld::startWithCanary);

    private DemoWorld world;
    private Path watchFile;

    @Before
    public void startTheWorld() throws Exception {
        world = demo.world();
        world.push(DemoWorld.FRONTEND, "main-b99bc73", Instant.now());
        watchFile = demo.write("watch.yaml", demo.connections() + "applications: [example]\n");
    }

    private CommandLineRun rollout(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "rollout";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--connections";
        all[arguments.length + 2] = watchFile.toString();
        all[arguments.length + 3] = "--application=example";
        return CommandLineRun.of(all);
    }

    @Test
    public void promotesWhatARunLeftPaused() {
        CommandLineRun update = CommandLineRun.of(
                "run", watchFile.toString(), "--once", "--wait-for", "paused", "--cache-dir", demo.cache());
        assertThat(update.out()).contains("paused at step 2 of 5, weight 20 %").contains("Synced, Suspended after");
        assertThat(update.exitCode()).isZero();

        CommandLineRun next = rollout("promote");
        assertThat(next.err()).isEmpty();
        assertThat(next.out())
                .startsWith("promoted Rollout/frontend (paused at step 2 of 5, weight 20 %")
                .contains("Rollout/frontend is paused at step 5 of 5, weight 60 %");
        assertThat(next.exitCode()).isZero();

        CommandLineRun rest = rollout("promote-full", "--wait-for", "healthy");
        assertThat(rest.out()).contains("promoted in full").endsWith("Healthy\n");

        CommandLineRun none = rollout("promote");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("nothing is paused: Rollout/frontend is Healthy");
    }

    @Test
    public void refusesWhatCannotBeMeant() {
        assertThat(rollout("pause").err()).contains("'pause' is none of promote, promote-full, abort, retry");
        assertThat(rollout("pause").exitCode()).isEqualTo(2);
        assertThat(rollout("abort", "--wait-for", "synced").err()).contains("none, paused or healthy");
        assertThat(world.actions()).isEmpty();
    }
}
