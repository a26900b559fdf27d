package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RealGitHttpTest {

    @ClassRule
    public static final RealGitHttp SERVER = new RealGitHttp();

    private static int repositories;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String name;
    private RealRepository repository;
    private GitWorkspace workspace;

    @Before
    public void create() throws IOException {
        name = "charts" + repositories++ + ".git";
        repository = SERVER.createRepository(name);
        workspace = new GitWorkspace(folder.getRoot().toPath());
    }

    @Test
    public void pushesOverHttpsWithAPrivateCaAndAPassword() throws InterruptedException {
        workspace.commit(SERVER.remote(name), BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n")));

        assertThat(repository.git("show", "main:app/values.yaml")).isEqualTo("tag: 2\n");
        assertThat(repository.git("fsck", "--full", "--strict")).doesNotContain("error", "warning");
    }

    @Test
    public void pushesWithATokenAlone() throws InterruptedException {
        GitRemote remote = GitRemote.of(SERVER.url(name), new GitCredentials.Token(RealGitHttp.TOKEN))
                .withTrust(new TlsTrust(SERVER.caPem(), false));

        workspace.commit(remote, BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n")));

        assertThat(repository.git("show", "main:app/values.yaml")).isEqualTo("tag: 2\n");
    }

    @Test
    public void leavesNeighboursAndModesAsTheyAre() throws InterruptedException {
        String before = repository.git("ls-tree", "-r", "main");

        workspace.commit(SERVER.remote(name), BranchChange.on("main", Edits.put("app/run.sh", "#!/bin/sh\nexit\n")));

        String after = repository.git("ls-tree", "-r", "main");
        assertThat(after)
                .contains("100755 blob", "120000 blob", "160000 commit 1234567890123456789012345678901234567890");
        assertThat(after.lines().filter(line -> !line.endsWith("app/run.sh")))
                .containsExactlyElementsOf(before.lines()
                        .filter(line -> !line.endsWith("app/run.sh"))
                        .toList());
        assertThat(repository.git("diff", "--stat", "main~1", "main")).contains("1 file changed");
        assertThat(repository.git("ls-tree", "main", "app/run.sh")).startsWith("100755 ");
    }

    @Test
    public void showsTheDifferenceThatGitShows() throws InterruptedException {
        PushOutcome.Pushed pushed = (PushOutcome.Pushed) workspace.commit(
                SERVER.remote(name), BranchChange.on("main", Edits.put("app/values.yaml", "tag: 2\n")));

        assertThat(pushed.diff().lines().filter(line -> !line.startsWith("index")))
                .containsExactlyElementsOf(repository
                        .git("diff", "main~1", "main")
                        .lines()
                        .filter(line -> !line.startsWith("index"))
                        .toList());
        assertThat(repository.git("rev-parse", "main").strip()).isEqualTo(pushed.commit());
    }

    @Test
    public void signsOff() throws InterruptedException {
        GitIdentity identity = new GitIdentity("Größe", "bot@example.com");
        CommitStyle style = new CommitStyle(identity, identity, true, null);

        workspace.commit(
                SERVER.remote(name),
                BranchChange.on("main", Edits.put("x", "y")).styled(style));

        assertThat(repository.git("log", "-1", "--format=%an|%ae|%cn|%ce|%B", "main"))
                .isEqualTo("Größe|bot@example.com|Größe|bot@example.com|Change x\n\n"
                        + "Signed-off-by: Größe <bot@example.com>\n\n");
    }

    @Test
    public void refusesLinksSubmodulesAndDirectories() {
        for (String path : new String[] {
            "app/link",
            "dirlink/values.yaml",
            "sub",
            "sub/x",
            "app",
            "../x",
            ".git/config",
            "a/.GIT/x",
            "a//b",
            "/etc/x",
            "app/values.yaml/x",
            "a/../b",
            "",
            "a\\b",
            ".git ",
            "git~1/x"
        }) {
            assertRefused(SERVER.remote(name), BranchChange.on("main", Edits.put(path, "x")), Reason.UNEDITABLE_FILE);
        }
    }

    @Test
    public void fetchesOneCommitOfOneBranch() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            workspace.commit(SERVER.remote(name), BranchChange.on("main", Edits.append("list", i + "\n")));
        }
        repository.git("branch", "other", "main~1");
        Path cache = folder.newFolder().toPath();

        new GitWorkspace(cache).read(SERVER.remote(name), "main", tree -> tree.read("list"));

        Path cached = Files.list(cache).filter(Files::isDirectory).findFirst().orElseThrow();
        String commits = RealPrograms.run(
                cached, List.of("sh", "-c", "git cat-file --batch-all-objects --batch-check | grep -c ' commit '"));
        assertThat(commits.strip()).isEqualTo("1");
    }

    @Test(timeout = 120_000)
    public void livesThroughAHookThatNeverEndsItsLine() throws IOException {
        repository.hook("pre-receive", "head -c 30000000 /dev/zero | tr '\\0' x >&2; exit 1");

        assertRefused(SERVER.remote(name), BranchChange.on("main", Edits.put("x", "y")), Reason.PUSH_REJECTED)
                .hasMessageContaining("hook declined");
    }

    @Test
    public void carriesOverWhatAHookSays() throws IOException {
        repository.hook(
                "pre-receive",
                "echo 'error: GH013: Repository rule violations' >&2; echo '- main is frozen until Monday' >&2; exit 1");

        assertRefused(SERVER.remote(name), BranchChange.on("main", Edits.put("x", "y")), Reason.PUSH_REJECTED)
                .hasMessageContaining("pre-receive hook declined")
                .hasMessageContaining("(error: GH013: Repository rule violations; - main is frozen until Monday)")
                .hasMessageNotContaining("\n");
    }

    @Test
    public void carriesOverThatTheServerLetsNobodyPush() {
        repository.git("config", "http.receivepack", "false");

        assertRefused(SERVER.remote(name), BranchChange.on("main", Edits.put("x", "y")), Reason.FORBIDDEN)
                .hasMessageContaining("403 Forbidden");
    }

    @Test
    public void saysThatTheCertificateIsNotTrusted() throws InterruptedException {
        GitRemote unknown = SERVER.remote(name).withTrust(TlsTrust.DEFAULT);

        assertRefused(unknown, BranchChange.on("main", Edits.put("x", "y")), Reason.UNTRUSTED_CERTIFICATE)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("Add the CA certificate");
        assertThat(workspace.commit(
                        unknown.withTrust(new TlsTrust("", true)), BranchChange.on("main", Edits.put("x", "y"))))
                .isInstanceOf(PushOutcome.Pushed.class);
    }

    @Test
    public void saysThatThePasswordIsWrong() {
        GitRemote wrong = GitRemote.of(SERVER.url(name), new GitCredentials.UserPassword("bot", "wr0ng"))
                .withTrust(new TlsTrust(SERVER.caPem(), false));

        assertRefused(wrong, BranchChange.on("main", Edits.put("x", "y")), Reason.UNAUTHORIZED)
                .hasMessageContaining("401 Unauthorized")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    public void saysThatThereIsNoSuchRepository() {
        assertRefused(SERVER.remote("nothing.git"), BranchChange.on("main", Edits.put("x", "y")), Reason.NOT_FOUND)
                .hasMessageContaining(SERVER.url("nothing.git"));
    }

    @Test
    public void saysThatSha256IsNotSupported() throws IOException {
        for (String path : new String[] {"", "v0/"}) {
            String sha256 = "sha256-" + repositories++ + ".git";
            SERVER.createSha256Repository(sha256);
            assertRefused(
                            SERVER.remote(path + sha256),
                            BranchChange.on("main", Edits.put("values.yaml", "tag: 2\n")),
                            Reason.INVALID_CONFIGURATION)
                    .hasMessageContaining(SERVER.url(path + sha256))
                    .hasMessageContaining("SHA-256");
        }
    }

    @Test
    public void goesByTheHeadOfTheRemote() throws InterruptedException {
        repository.git("branch", "trunk", "main");
        repository.git("symbolic-ref", "HEAD", "refs/heads/trunk");

        for (String revision : new String[] {"", "HEAD", "refs/heads/trunk"}) {
            assertThat(workspace
                            .commit(SERVER.remote(name), BranchChange.on(revision, Edits.append("list", "x\n")))
                            .branch())
                    .as(revision)
                    .isEqualTo("trunk");
        }
        assertThat(repository.git("show", "trunk:list")).isEqualTo("x\n".repeat(3));
    }

    @Test
    public void commitsToNoTag() {
        repository.git("tag", "v1", "main");

        assertRefused(SERVER.remote(name), BranchChange.on("v1", Edits.put("x", "y")), Reason.NOT_FOUND)
                .hasMessageContaining("there is no such branch")
                .hasMessageContaining("a tag or commit cannot be committed to");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            GitRemote remote, BranchChange change, Reason reason) {
        var failure = assertThatThrownBy(() -> workspace.commit(remote, change))
                .as(change.toString())
                .isInstanceOf(GitException.class);
        failure.extracting(thrown -> ((GitException) thrown).reason()).isEqualTo(reason);
        return failure;
    }
}
