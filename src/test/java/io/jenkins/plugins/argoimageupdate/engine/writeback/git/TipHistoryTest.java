package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Move;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.writeback.BranchHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.MapTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What real Git servers give of the commits before a tip, and how often they are asked. */
public class TipHistoryTest {

    @ClassRule
    public static final RealGitHttp SERVER = new RealGitHttp();

    private static final String FILE = "app/values.yaml";

    private static int repositories;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RequestMetrics requests = new RequestMetrics();
    private Instant clock = Instant.now().minus(Duration.ofDays(20));
    private String name;
    private RealRepository repository;
    private Path clone;

    @Before
    public void create() throws IOException {
        name = "history" + repositories++ + ".git";
        repository = SERVER.createRepository(name);
        clone = folder.newFolder("clone").toPath();
        git("clone", "--quiet", repository.directory().toString(), ".");
        git("config", "user.name", "Jane");
        git("config", "user.email", "jane@example.com");
    }

    @Test
    public void whatAFileWasIsToldWithThoseWhoChangedIt() throws Exception {
        commit("2");
        commitOther(3);
        commit("3");
        git("revert", "--no-edit", "HEAD");
        push();

        BranchHistory history = history(remote()).get(0);

        assertThat(texts(history)).containsExactly("tag: 2\n", "tag: 3\n", "tag: 2\n", "tag: 1\n");
        assertThat(history.states().get(0).move().author()).isEqualTo("Jane");
        assertThat(history.states().get(0).move().commit())
                .isEqualTo(git("rev-parse", "HEAD").strip());
        assertThat(history.gap()).isEmpty();
    }

    @Test
    public void theOldProtocolGivesTheSame() throws Exception {
        commit("2");
        commit("3");
        push();
        GitRemote old =
                GitRemote.of(SERVER.url("v0/" + name), remote().credentials()).withTrust(remote().trust());

        assertThat(texts(history(old).get(0))).containsExactly("tag: 3\n", "tag: 2\n", "tag: 1\n");
        commit("4");
        commit("5");
        push();
        assertThat(texts(history(old).get(0)))
                .containsExactly("tag: 5\n", "tag: 4\n", "tag: 3\n", "tag: 2\n", "tag: 1\n");
    }

    @Test
    public void oneFetchMoreIsEnoughAndNoneWhereItIsKnown() throws Exception {
        commit("2");
        commit("3");
        push();

        assertThat(fetches(() -> history(remote()))).isEqualTo(2);
        assertThat(fetches(() -> history(remote()))).isZero();

        commit("4");
        push();
        assertThat(fetches(() -> history(remote())))
                .as("the tip alone, as what was before is known")
                .isEqualTo(1);

        commit("5");
        commit("6");
        push();
        assertThat(fetches(() -> history(remote()))).isEqualTo(2);
        assertThat(texts(history(remote()).get(0))).hasSize(6);
        assertThat(RealPrograms.run(cached(), List.of("git", "fsck", "--full")))
                .doesNotContain("missing", "broken", "error");
    }

    @Test
    public void ourOwnCommitsAreKnownAlready() throws Exception {
        commit("2");
        push();
        history(remote());

        long fetches = fetches(() -> {
            workspace().commit(remote(), BranchChange.on("main", Edits.put(FILE, "tag: 3\n")));
            return history(remote());
        });

        assertThat(fetches).isZero();
        BranchHistory history = history(remote()).get(0);
        assertThat(texts(history)).containsExactly("tag: 3\n", "tag: 2\n", "tag: 1\n");
        assertThat(history.states().get(0).move().kind()).isEqualTo(Move.Kind.UPDATE);
        assertThat(history.states().get(1).move().kind()).isEqualTo(Move.Kind.PERSON);
    }

    @Test
    public void itEndsAtTheCommitsOfTheFileThatAreWanted() throws Exception {
        for (int i = 2; i < 9; i++) {
            commit(String.valueOf(i));
        }
        push();

        BranchHistory history =
                history(remote(), new RollbackHistory(3, Duration.ofDays(30))).get(0);

        assertThat(texts(history)).containsExactly("tag: 8\n", "tag: 7\n", "tag: 6\n", "tag: 5\n");
        assertThat(history.gap()).isEmpty();
    }

    @Test
    public void itEndsWithTheFirstCommitThatIsTooOld() throws Exception {
        commit("2");
        commit("3");
        clock = clock.plus(Duration.ofDays(10));
        commit("4");
        commit("5");
        push();

        BranchHistory history =
                history(remote(), new RollbackHistory(50, Duration.ofDays(5))).get(0);

        assertThat(texts(history)).containsExactly("tag: 5\n", "tag: 4\n", "tag: 3\n");
    }

    @Test
    public void aBranchThatNobodyHasChangedForLongIsSearchedFromItsLastCommitOn() throws Exception {
        clock = clock.minus(Duration.ofDays(300));
        commit("2");
        commit("3");
        push();

        assertThat(texts(history(remote()).get(0))).contains("tag: 3\n", "tag: 2\n");
    }

    @Test
    public void whereOthersCommitOftenItIsFetchedByTime() throws Exception {
        commit("2");
        commitOther(40);
        push();
        RollbackHistory few = new RollbackHistory(4, Duration.ofDays(30));

        List<BranchHistory> histories = history(remote(), few);

        assertThat(texts(histories.get(0))).containsExactly("tag: 2\n", "tag: 1\n");
        assertThat(histories.get(0).gap()).isEmpty();
    }

    @Test
    public void whatTheLimitsDoNotAllowIsSaidAndLeavesTheCacheAsItIs() throws Exception {
        for (int i = 2; i < 30; i++) {
            Files.write(clone.resolve("large"), random(10_000, i));
            git("add", "large");
            commit(String.valueOf(i));
        }
        push();
        GitWorkspace limited =
                new GitWorkspace(cache(), RaceDelay.JITTER, Clock.systemUTC(), GitLimits.DEFAULT.withPackBytes(60_000));

        BranchHistory history =
                history(limited, remote(), RollbackHistory.DEFAULT).get(0);

        assertThat(texts(history)).containsExactly("tag: 29\n");
        assertThat(history.gap())
                .startsWith("The history of https://")
                .contains(" is known back to " + git("rev-parse", "HEAD").substring(0, 7)
                        + " alone (sent more than 60000 bytes")
                .endsWith("so that what was rolled back before may be written again");
        limited.commit(remote(), BranchChange.on("main", Edits.put(FILE, "tag: 30\n")));
        assertThat(repository.git("show", "main:" + FILE)).isEqualTo("tag: 30\n");
        assertThat(texts(history(remote()).get(0))).hasSize(30);
        assertThat(RealPrograms.run(cached(), List.of("git", "fsck", "--full")))
                .doesNotContain("missing", "broken", "error");
    }

    @Test
    public void thePushBranchComesFirstAndWithoutWhatTheBaseBranchHas() throws Exception {
        commit("2");
        push();
        git("push", "--quiet", "origin", "main:update");
        commit("3");
        push();
        git("checkout", "--quiet", "-b", "update", "HEAD~1");
        commit("9");
        git("push", "--quiet", "origin", "update");
        List<BranchHistory> histories = new ArrayList<>();

        long fetches = fetches(() -> workspace()
                .commit(
                        remote(),
                        new BranchChange(
                                "main",
                                "update",
                                reading(histories, RollbackHistory.DEFAULT),
                                CommitStyle.DEFAULT,
                                true)));

        assertThat(histories).hasSize(2);
        assertThat(texts(histories.get(0))).containsExactly("tag: 9\n", "tag: 2\n");
        assertThat(texts(histories.get(1))).containsExactly("tag: 3\n", "tag: 2\n", "tag: 1\n");
        assertThat(fetches).isEqualTo(2);
    }

    private interface Work {
        Object run() throws Exception;
    }

    /** How many packs the server was asked for. */
    private long fetches(Work work) throws Exception {
        long before = packs();
        work.run();
        return packs() - before;
    }

    /** Each conversation begins with a greeting and a list of branches; a request for a pack may follow. */
    private long packs() throws IOException {
        long lists = answered("GET /" + name + "/info/refs?service=git-upload-pack");
        long conversations = answered("POST /" + name + "/git-upload-pack");
        return conversations - lists;
    }

    /** The server writes its log when it has sent its answer. */
    private long answered(String request) throws IOException {
        long sent = requests.snapshot().requests().values().stream()
                .mapToLong(n -> n)
                .sum();
        Awaitility.await()
                .atMost(RealPrograms.PATIENCE)
                .until(() -> SERVER.accesses().stream()
                                .filter(line -> line.contains(" /" + name + "/"))
                                .count()
                        >= sent);
        return SERVER.accesses().stream()
                .filter(line -> line.contains("\"" + request + " HTTP/1.1\" 200 "))
                .count();
    }

    private GitRemote remote() {
        return SERVER.remote(name).counting(requests);
    }

    private Path cache() {
        return folder.getRoot().toPath().resolve("cache");
    }

    private Path cached() throws IOException {
        try (var entries = Files.list(cache())) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private GitWorkspace workspace() {
        return new GitWorkspace(cache());
    }

    private List<BranchHistory> history(GitRemote remote) throws InterruptedException {
        return history(remote, RollbackHistory.DEFAULT);
    }

    private List<BranchHistory> history(GitRemote remote, RollbackHistory bound) throws InterruptedException {
        return history(workspace(), remote, bound);
    }

    private static List<BranchHistory> history(GitWorkspace workspace, GitRemote remote, RollbackHistory bound)
            throws InterruptedException {
        List<BranchHistory> histories = new ArrayList<>();
        workspace.commit(remote, BranchChange.on("main", reading(histories, bound)));
        return histories;
    }

    /** The texts are read while the commit is edited. */
    private static TreeEdit reading(List<BranchHistory> into, RollbackHistory bound) {
        return tip -> {
            into.clear();
            for (BranchHistory history : tip.history(List.of(FILE), bound)) {
                List<BranchHistory.State> read = history.states().stream()
                        .map(state -> new BranchHistory.State(new MapTree(Map.of(FILE, text(state))), state.move()))
                        .toList();
                into.add(new BranchHistory(read, history.gap()));
            }
            return Optional.<CommitDraft>empty();
        };
    }

    private static List<String> texts(BranchHistory history) {
        return history.states().stream().map(TipHistoryTest::text).toList();
    }

    private static String text(BranchHistory.State state) {
        return new String(state.tree().read(FILE).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void commit(String tag) throws IOException {
        Files.writeString(clone.resolve(FILE), "tag: " + tag + "\n");
        git("commit", "--quiet", "--all", "--message", "Set " + tag);
    }

    private void commitOther(int commits) {
        for (int i = 0; i < commits; i++) {
            git("commit", "--quiet", "--allow-empty", "--message", "Something else");
        }
    }

    private void push() {
        git("push", "--quiet", "origin", "main");
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        clock = clock.plus(Duration.ofMinutes(1));
        String date = clock.getEpochSecond() + " +0000";
        return RealPrograms.run(clone, Map.of("GIT_AUTHOR_DATE", date, "GIT_COMMITTER_DATE", date), command);
    }
}
