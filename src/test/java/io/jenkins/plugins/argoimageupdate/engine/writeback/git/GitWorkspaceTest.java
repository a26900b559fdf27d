package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitWorkspaceTest {

    private static final GitCredentials ANONYMOUS = new GitCredentials.Anonymous();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private EmbeddedGitServer server;
    private String url;
    private GitWorkspace workspace;

    @Before
    public void start() throws IOException {
        server = EmbeddedGitServer.start(folder.newFolder("server").toPath());
        url = server.createRepository("charts/app", Map.of("app/values.yaml", "tag: 1\n", "README", "hello\n"));
        workspace = new GitWorkspace(cache(), attempt -> {}, Clock.systemUTC(), GitLimits.DEFAULT);
    }

    @After
    public void stop() {
        server.close();
    }

    private Path cache() {
        return folder.getRoot().toPath().resolve("cache");
    }

    private GitRemote remote() {
        return GitRemote.of(url, ANONYMOUS);
    }

    @Test
    public void pushesACommitAndShowsTheDifference() throws IOException, InterruptedException {
        PushOutcome outcome =
                workspace.commit(remote(), BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n")));

        PushOutcome.Pushed pushed = (PushOutcome.Pushed) outcome;
        assertThat(pushed.branch()).isEqualTo("main");
        assertThat(pushed.files()).containsExactly("app/values.yaml");
        assertThat(pushed.diff()).contains("--- a/app/values.yaml", "-tag: 1\n", "+tag: 2\n");
        assertThat(pushed.message()).isEqualTo("Change app/values.yaml\n");
        assertThat(server.file("charts/app", "main", "app/values.yaml")).isEqualTo("tag: 2\n");
        assertThat(server.file("charts/app", "main", "README")).isEqualTo("hello\n");
        assertThat(server.commits("charts/app", "main")).isEqualTo(2);
    }

    @Test
    public void commitsNothingTwice() throws IOException, InterruptedException {
        BranchChange change = BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n"));
        String tip = ((PushOutcome.Pushed) workspace.commit(remote(), change)).commit();

        assertThat(workspace.commit(remote(), change))
                .isEqualTo(new PushOutcome.NothingToDo(tip, "main", "main", true));
        assertThat(workspace.commit(remote(), BranchChange.on("main", any -> Optional.empty())))
                .isInstanceOf(PushOutcome.NothingToDo.class);
        assertThat(server.commits("charts/app", "main")).isEqualTo(2);
    }

    @Test
    public void takesTheDefaultBranchWhenNoneIsNamed() throws InterruptedException {
        for (String branch : List.of("", "HEAD")) {
            PushOutcome outcome = workspace.commit(remote(), BranchChange.on(branch, Edits.put("new-" + branch, "x")));
            assertThat(outcome.branch()).isEqualTo("main");
        }
    }

    @Test
    public void showsWhatADryRunWouldPush() throws IOException, InterruptedException {
        BranchChange change = BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n"));

        PushOutcome.WouldPush would = (PushOutcome.WouldPush) workspace.commit(remote(), change.asDryRun());
        assertThat(server.commits("charts/app", "main")).isEqualTo(1);
        PushOutcome.Pushed pushed = (PushOutcome.Pushed) workspace.commit(remote(), change);

        assertThat(would.diff()).isEqualTo(pushed.diff());
        assertThat(would.files()).isEqualTo(pushed.files());
        assertThat(would.message()).isEqualTo(pushed.message());
        assertThat(would.parent()).isEqualTo(pushed.parent());
    }

    @Test
    public void dryRunsOfTheSameRoundAskOnce() throws InterruptedException {
        BranchChange change = BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n"));
        GitWorkspace round = workspace.notOlderThan(Instant.now());
        String first = tip(round.commit(remote(), change.asDryRun()));
        new GitWorkspace(folder.getRoot().toPath().resolve("elsewhere"))
                .commit(remote(), BranchChange.on("main", Edits.put("README", "changed\n")));

        assertThat(tip(round.commit(remote(), change.asDryRun()))).isEqualTo(first);
        assertThat(tip(workspace.commit(remote(), change.asDryRun()))).isNotEqualTo(first);
        assertThat(tip(round.commit(
                        remote(),
                        BranchChange.on("main", Edits.put("x", "y"))
                                .pushedTo("other")
                                .asDryRun())))
                .as("another branch")
                .isNotEqualTo(first);
        assertThat(tip(workspace.notOlderThan(Instant.now()).commit(remote(), change.asDryRun())))
                .as("the next round")
                .isNotEqualTo(first);
    }

    @Test
    public void dryRunsAfterAPushSeeIt() throws InterruptedException {
        BranchChange change = BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n"));
        GitWorkspace round = workspace.notOlderThan(Instant.now());
        round.commit(remote(), change.asDryRun());
        PushOutcome.Pushed pushed = (PushOutcome.Pushed) round.commit(remote(), change);

        assertThat(round.commit(remote(), change.asDryRun()))
                .isEqualTo(new PushOutcome.NothingToDo(pushed.commit(), "main", "main", true));
    }

    private static String tip(PushOutcome outcome) {
        return ((PushOutcome.WouldPush) outcome).parent();
    }

    @Test
    public void buildsUponAPushBranchThatExists() throws IOException, InterruptedException {
        BranchChange first =
                BranchChange.on("main", Edits.append("list", "a\n")).pushedTo("updates/app");
        BranchChange second =
                BranchChange.on("main", Edits.append("list", "b\n")).pushedTo("updates/app");

        assertThat(workspace.commit(remote(), first)).isInstanceOf(PushOutcome.Pushed.class);
        assertThat(workspace.commit(remote(), second)).isInstanceOf(PushOutcome.Pushed.class);

        assertThat(server.file("charts/app", "updates/app", "list")).isEqualTo("a\nb\n");
        assertThat(server.file("charts/app", "main", "list")).isNull();
        assertThat(server.commits("charts/app", "updates/app")).isEqualTo(3);
    }

    @Test
    public void plansAnewWhenTheBranchMovesMeanwhile() throws IOException, InterruptedException {
        GitWorkspace other = new GitWorkspace(folder.newFolder("other").toPath());
        AtomicInteger runs = new AtomicInteger();
        TreeEdit racing = tip -> {
            if (runs.incrementAndGet() <= 2) {
                push(other, Edits.append("list", "other " + runs + "\n"));
            }
            return Edits.append("list", "mine\n").edit(tip);
        };

        assertThat(workspace.commit(remote(), BranchChange.on("main", racing))).isInstanceOf(PushOutcome.Pushed.class);

        assertThat(runs).hasValue(3);
        assertThat(server.file("charts/app", "main", "list")).isEqualTo("other 1\nother 2\nmine\n");
        assertThat(server.commits("charts/app", "main")).isEqualTo(4);
    }

    private void push(GitWorkspace workspace, TreeEdit edit) {
        try {
            workspace.commit(remote(), BranchChange.on("main", edit));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void givesUpWhenTheBranchMovesAtEachAttempt() throws IOException, InterruptedException {
        GitWorkspace other = new GitWorkspace(folder.newFolder("other").toPath());
        TreeEdit racing = tip -> {
            push(other, Edits.append("list", "other\n"));
            return Edits.append("list", "mine\n").edit(tip);
        };

        assertThatThrownBy(() -> workspace.commit(remote(), BranchChange.on("main", racing)))
                .isInstanceOf(GitException.class)
                .extracting(failure -> ((GitException) failure).reason())
                .isEqualTo(Reason.RACE_LOST);
        assertThat(server.file("charts/app", "main", "list")).isEqualTo("other\n".repeat(GitWorkspace.MAX_ATTEMPTS));
    }

    @Test
    public void startsAnewWhenItsCacheIsDamagedOrGone() throws IOException, InterruptedException {
        workspace.commit(remote(), BranchChange.on("main", Edits.append("list", "1\n")));
        try (var files = Files.walk(cache())) {
            for (Path file : files.filter(path -> path.toString().contains("objects") && Files.isRegularFile(path))
                    .toList()) {
                file.toFile().setWritable(true);
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        workspace.commit(remote(), BranchChange.on("main", Edits.append("list", "2\n")));
        try (var files = Files.walk(cache())) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
        workspace.commit(remote(), BranchChange.on("main", Edits.append("list", "3\n")));

        assertThat(server.file("charts/app", "main", "list")).isEqualTo("1\n2\n3\n");
    }

    @Test
    public void readsFilesOfABranch() throws InterruptedException {
        String readme = workspace.read(
                remote(), "main", tree -> new String(tree.read("README").orElseThrow(), StandardCharsets.UTF_8));

        assertThat(readme).isEqualTo("hello\n");
    }

    @Test
    public void carriesOverWhyAProtectedBranchRefuses() {
        server.protectBranch("main");

        assertRefused(remote(), "main", Reason.PUSH_REJECTED)
                .hasMessageContaining("push to branch main of " + url)
                .hasMessageContaining("protected branch hook declined")
                .hasMessageContaining("Changes to refs/heads/main need a pull request.")
                .hasMessageContaining("open a pull request");
    }

    @Test
    public void saysThatCredentialsMayOnlyRead() {
        server.setReadOnly(true);

        assertRefused(remote(), "main", Reason.FORBIDDEN)
                .hasMessageContaining("403 Forbidden. Give these credentials write access");
    }

    @Test
    public void saysThatCredentialsMayNotEvenRead() throws IOException {
        try (HostileServer closed =
                HostileServer.start((path, out) -> HostileServer.head(out, "403 Forbidden", "Content-Length: 0"))) {
            String address = closed.address() + "/x.git";

            assertRefused(
                            GitRemote.of(address, new GitCredentials.UserPassword("bot", "s3cret")),
                            "main",
                            Reason.FORBIDDEN)
                    .hasMessageContaining("403 Forbidden. Give these credentials read access");
            assertRefused(GitRemote.of(address, ANONYMOUS), "main", Reason.FORBIDDEN)
                    .hasMessageContaining("403 Forbidden. Give a user name and a password or token that may read");
        }
    }

    @Test
    public void saysThatCredentialsAreMissingOrWrong() throws InterruptedException {
        server.requireLogin("bot", "s3cret");

        assertRefused(remote(), "main", Reason.UNAUTHORIZED).hasMessageContaining("no credentials are given");
        assertRefused(GitRemote.of(url, new GitCredentials.UserPassword("bot", "wr0ng")), "main", Reason.UNAUTHORIZED)
                .hasMessageContaining("401 Unauthorized")
                .hasMessageNotContaining("wr0ng");
        assertThat(workspace.commit(
                        GitRemote.of(url, new GitCredentials.UserPassword("bot", "s3cret")),
                        BranchChange.on("main", Edits.put("x", "y"))))
                .isInstanceOf(PushOutcome.Pushed.class);
    }

    @Test
    public void usesButNeverShowsALoginInTheUrl() throws InterruptedException {
        server.requireLogin("bot", "s3cret");
        String withLogin = url.replace("http://", "http://bot:s3cret@");

        assertThat(workspace.commit(GitRemote.of(withLogin, ANONYMOUS), BranchChange.on("main", Edits.put("x", "y"))))
                .isInstanceOf(PushOutcome.Pushed.class);
        assertThat(GitRemote.of(withLogin, ANONYMOUS)).hasToString(url);
        assertRefused(GitRemote.of(withLogin, ANONYMOUS), "absent", Reason.NOT_FOUND)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("bot");
    }

    @Test
    public void saysWhatDoesNotExist() {
        assertRefused(remote(), "absent", Reason.NOT_FOUND).hasMessageContaining("there is no such branch");
        assertRefused(GitRemote.of(server.url("nothing"), ANONYMOUS), "main", Reason.NOT_FOUND)
                .hasMessageContaining("404 Not Found. Check the URL; if the repository is private, name credentials by")
                .hasMessageNotContaining("these credentials");
        assertRefused(GitRemote.of("http://no-such-host.invalid/x", ANONYMOUS), "main", Reason.UNREACHABLE)
                .hasMessageContaining("no-such-host.invalid is unknown");
    }

    @Test
    public void givesUpOnAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            GitRemote remote = GitRemote.of("http://127.0.0.1:" + silent.getLocalPort() + "/x", ANONYMOUS)
                    .withTimeout(Duration.ofSeconds(1));

            assertRefused(remote, "main", Reason.TIMEOUT).hasMessageContaining("in 1 s");
        }
    }

    @Test
    public void saysThatTheCacheCannotBeWritten() throws IOException {
        GitWorkspace broken = new GitWorkspace(folder.newFile("file").toPath());

        assertThatThrownBy(() -> broken.commit(remote(), BranchChange.on("main", Edits.put("x", "y"))))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("Check that the disk is not full")
                .extracting(failure -> ((GitException) failure).reason())
                .isEqualTo(Reason.STORAGE);
    }

    @Test
    public void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> workspace.commit(remote(), BranchChange.on("main", Edits.put("x", "y"))))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    public void refusesUrlsThatReachTheLocalDisk() {
        for (String local : List.of("file:///etc", "/etc", "../x", "ext::sh -c id", "git://h/x", "-oProxyCommand=x")) {
            assertThatThrownBy(() -> workspace.commit(
                            GitRemote.of(local, ANONYMOUS), BranchChange.on("main", Edits.put("x", "y"))))
                    .as(local)
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    public void refusesBranchNamesThatGitDoesNotAccept() {
        for (String branch : List.of("a b", "a..b", "a:b", "-/x.lock", "é\u0001")) {
            assertThatThrownBy(() -> workspace.commit(
                            remote(),
                            BranchChange.on("main", Edits.put("x", "y")).pushedTo(branch)))
                    .as(branch)
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            GitRemote remote, String branch, Reason reason) {
        var failure = assertThatThrownBy(() ->
                        workspace.commit(remote, BranchChange.on(branch, Edits.append("app/values.yaml", "more\n"))))
                .isInstanceOf(GitException.class);
        failure.extracting(thrown -> ((GitException) thrown).reason()).isEqualTo(reason);
        return failure;
    }
}
