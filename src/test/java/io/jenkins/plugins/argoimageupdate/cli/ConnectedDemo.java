package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The servers of the demo, and a folder with the files by which a command reaches them: {@code token} and {@code registries.conf}. */
final class ConnectedDemo extends ExternalResource {

    private final TemporaryFolder folder = new TemporaryFolder();
    private final Callable<DemoWorld> start;
    private DemoWorld world;

    ConnectedDemo() {
        this(DemoWorld::start);
    }

    ConnectedDemo(Callable<DemoWorld> start) {
        this.start = start;
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        world = start.call();
        write("token", DemoWorld.TOKEN);
        write("registries.conf", """
                registries:
                - name: demo
                  api_url: %s
                  prefix: docker.io
                  default: true
                """.formatted(world.registry()));
    }

    @Override
    protected void after() {
        if (world != null) {
            world.close();
        }
        folder.delete();
    }

    DemoWorld world() {
        return world;
    }

    Path folder() {
        return folder.getRoot().toPath();
    }

    /** Where commands may cache what they fetch. */
    String cache() {
        return folder().resolve("cache").toString();
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder().resolve(name), text);
    }

    /** {@code connections} of a watch file. */
    String connections() {
        return """
                connections:
                  argocd: [{name: demo, url: '%s', token: 'file:token'}]
                  registriesConf: registries.conf
                """.formatted(world.argocd());
    }
}
