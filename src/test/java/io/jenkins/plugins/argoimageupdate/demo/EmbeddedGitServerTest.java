package io.jenkins.plugins.argoimageupdate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Against the real {@code git}. */
public class EmbeddedGitServerTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private EmbeddedGitServer server;
    private String url;

    @Before
    public void start() throws IOException {
        RealPrograms.requireAll("git");
        server = EmbeddedGitServer.start(folder.newFolder("server").toPath());
        url = server.createRepository("team/chart", Map.of("values.yaml", "tag: 1\n", "a/b", "deep\n"));
    }

    @After
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(RealPrograms.require("git")));
        command.addAll(List.of("-c", "user.name=Dev", "-c", "user.email=dev@example.com"));
        command.addAll(List.of(arguments));
        return RealPrograms.run(directory, command);
    }

    private Path clone(String name, String from, String... options) {
        Path root = folder.getRoot().toPath();
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("clone", "--quiet", from, name));
        git(root, arguments.toArray(String[]::new));
        return root.resolve(name);
    }

    private void commit(Path work, int number) throws IOException {
        Files.writeString(work.resolve("values.yaml"), "tag: " + number + "\n");
        git(work, "commit", "--quiet", "--all", "--message", "Set " + number);
    }

    @Test
    public void servesCloneFetchAndPushInBothProtocols() throws IOException {
        for (String protocol : List.of("0", "2")) {
            Path writer = clone("writer" + protocol, url, "-c", "protocol.version=" + protocol);
            Path reader = clone("reader" + protocol, url, "-c", "protocol.version=" + protocol);
            assertThat(writer.resolve("a/b")).hasContent("deep");
            for (int i = 0; i < 60; i++) {
                commit(writer, 100 + i);
            }
            git(writer, "-c", "protocol.version=" + protocol, "push", "--quiet", "origin", "main");
            git(reader, "-c", "protocol.version=" + protocol, "pull", "--quiet");

            assertThat(reader.resolve("values.yaml")).hasContent("tag: 159");
        }
        assertThat(server.file("team/chart", "main", "values.yaml")).isEqualTo("tag: 159\n");
        assertThat(server.commits("team/chart", "main")).isGreaterThan(60);
    }

    @Test
    public void asksForALogin() {
        server.requireLogin("bot", "s3cret");

        assertThatThrownBy(() -> clone("nobody", url)).hasMessageContaining("could not read Username");
        assertThat(clone("somebody", url.replace("http://", "http://bot:s3cret@")))
                .isDirectoryContaining("glob:**.yaml");
    }

    @Test
    public void protectsABranch() throws IOException {
        Path work = clone("work", url);
        commit(work, 2);
        server.protectBranch("main");

        assertThatThrownBy(() -> git(work, "push", "origin", "main"))
                .hasMessageContaining("protected branch hook declined")
                .hasMessageContaining("need a pull request");
        git(work, "push", "--quiet", "origin", "main:updates");
        server.unprotectBranch("main");
        git(work, "push", "--quiet", "origin", "main");
    }

    @Test
    public void refusesPushesWhenItIsReadOnly() throws IOException {
        Path work = clone("work", url);
        commit(work, 2);
        server.setReadOnly(true);

        assertThatThrownBy(() -> git(work, "push", "origin", "main")).hasMessageContaining("403");
    }

    @Test
    public void refusesForcedPushes() throws IOException {
        Path work = clone("work", url);
        git(work, "commit", "--quiet", "--amend", "--allow-empty", "--message", "Other");

        assertThatThrownBy(() -> git(work, "push", "--force", "origin", "main")).hasMessageContaining("rejected");
    }

    @Test
    public void servesNothingOutsideItsDirectory() {
        assertThatThrownBy(() -> clone("x", server.url("../../etc"))).hasMessageContaining("not found");
        assertThatThrownBy(() -> clone("x", server.url("absent"))).hasMessageContaining("not found");
    }
}
