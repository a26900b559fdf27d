package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import picocli.CommandLine;

/** The loop goes on until somebody ends it. */
public class RunLoopTest {

    private static final String LOOKED = "example: 2 images from annotations";

    @Rule
    public final ConnectedDemo demo = new ConnectedDemo();

    private final StringWriter out = new StringWriter();
    private String watched;

    @Before
    public void watchTheDemo() {
        watched = "applications: [example]\n" + demo.connections();
    }

    @Test
    public void aWatchFileThatIsHalfSavedIsReadAgainAtTheNextInterval() throws Exception {
        Path file = save("watch.yaml", watched);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread loop = new Thread(() -> ended.complete(loop(file)), "loop");
        loop.start();
        try {
            await().atMost(Duration.ofMinutes(5)).until(() -> told().contains(LOOKED));
            save("watch.yaml", "applications: [exam\n");
            await().atMost(Duration.ofMinutes(5)).until(() -> told().contains("ERROR"));
            assertThat(told().lines().filter(line -> line.contains("ERROR")).findFirst())
                    .get()
                    .asString()
                    .startsWith("[argo-image-update] ERROR: read " + file + ":")
                    .contains("it is not valid YAML");
            save("watch.yaml", watched);
            await().atMost(Duration.ofMinutes(5)).until(() -> told().lastIndexOf(LOOKED) > told().lastIndexOf("ERROR"));
            assertThat(ended).isNotDone();
        } finally {
            loop.interrupt();
            loop.join();
        }
        assertThat(ended.join()).isEqualTo(130);
    }

    @Test
    public void atItsStartAFileThatCannotBeReadIsTheEnd() throws Exception {
        Path file = save("watch.yaml", "applications: [exam\n");

        assertThat(loop(file)).isEqualTo(2);
    }

    private int loop(Path file) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(out, true));
        return commandLine.execute("run", "--interval", "10s", "--cache-dir", demo.cache(), file.toString());
    }

    private String told() {
        return out.toString();
    }

    private Path save(String name, String text) throws Exception {
        Path file = demo.folder().resolve(name);
        Path draft = Files.writeString(file.resolveSibling(name + ".draft"), text);
        return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
