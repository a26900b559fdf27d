package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What nobody has foreseen fails the image or the Application that it came from, and nothing else. */
public class UnforeseenTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    private String broken = "";

    @Before
    public void pushBoth() {
        world.pushBoth();
    }

    @Test
    public void anImageThatBreaksOffFailsAndTheOtherIsUpdated() throws Exception {
        broken = "login of " + DemoWorld.BACKEND;

        CycleReport report = run();

        assertThat(report.applications().get(0).changes())
                .extracting(image -> image.about().image())
                .containsExactly(DemoWorld.FRONTEND);
        assertThat(told())
                .contains("ERROR: choose a tag of lyzhang1999/backend: it failed unexpectedly (IllegalStateException)."
                        + " Report this, and add the lines of the log");
        assertThat(world.demo().override()).contains("value: " + CycleWorld.NEW);
    }

    @Test
    public void aRepositoryThatBreaksOffFailsItsApplication() throws Exception {
        broken = "repository";

        CycleReport report = run();

        assertThat(report.allFailures()).isNotEmpty();
        assertThat(told()).contains("example: ERROR: ").contains("failed unexpectedly");
    }

    @Test
    public void anApplicationThatBreaksOffIsMissed() throws Exception {
        broken = "argocd";

        CycleReport report = run();

        assertThat(report.applications()).isEmpty();
        assertThat(told()).contains("read the Application example: it failed unexpectedly");
    }

    private String told() {
        return String.join("\n", world.log());
    }

    private CycleReport run() throws Exception {
        return world.run(CycleWorld.example(), new Breaking(world.connections()), CycleOptions.DEFAULT);
    }

    /** Fails as a bug would. */
    private final class Breaking implements Connections {

        private final Connections sound;

        Breaking(Connections sound) {
            this.sound = sound;
        }

        private void at(String place) {
            if (place.equals(broken)) {
                throw new IllegalStateException("canary");
            }
        }

        @Override
        public RegistryEndpoint registry(ImageReference image) {
            return sound.registry(image);
        }

        @Override
        public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) throws InterruptedException {
            at("login of " + image.image().name());
            return sound.login(image, endpoint);
        }

        @Override
        public GitRemote repository(String url, String credentials) {
            at("repository");
            return sound.repository(url, credentials);
        }

        @Override
        public boolean hasArgoCd() {
            return sound.hasArgoCd();
        }

        @Override
        public ArgoCdClient argocd(String server) {
            at("argocd");
            return sound.argocd(server);
        }
    }
}
