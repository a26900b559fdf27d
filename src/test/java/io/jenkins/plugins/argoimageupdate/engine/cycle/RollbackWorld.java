package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RaceDelay;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A registry, a Git server with one repository, people who work on it with the real {@code git}, and our runs between. */
final class RollbackWorld extends ExternalResource {

    static final String IMAGE = "x/api";
    static final String VALUES = "values.yaml";

    private static final String REPOSITORY = "env.git";

    private final TemporaryFolder folder = new TemporaryFolder();
    private final List<String> log = new ArrayList<>();
    private EmbeddedRegistry registry;
    private EmbeddedGitServer git;
    private String url;
    private Path clone;
    private Path cache;
    private String watchFile = """
            applications: [web]
            images: [{image: x/api, helm: {imageTag: image.tag}}]
            git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
            """;

    private @Nullable Happening beforePush;
    private String branch = "main";
    private String path = VALUES;
    private String abandoned = "1.3.0";
    private String newer = "1.4.0";

    private final Holds holds = new FixedHolds(this::now);
    private Instant clock = Instant.now().minus(Duration.ofDays(3));

    @Override
    protected void before() throws Exception {
        RealPrograms.requireAll("git");
        folder.create();
        cache = folder.newFolder().toPath();
        registry = EmbeddedRegistry.start();
        git = EmbeddedGitServer.start(folder.newFolder().toPath());
        url = git.createRepository(REPOSITORY, Map.of("README.md", "# Deployments\n"));
        clone = folder.getRoot().toPath().resolve("clone");
        RealPrograms.run(
                folder.getRoot().toPath(),
                List.of("git", "clone", "--quiet", git.path(REPOSITORY).toString(), clone.toString()));
    }

    @Override
    protected void after() {
        if (git != null) {
            git.close();
            registry.close();
        }
        folder.delete();
    }

    /** Pushes images, each built a minute after the one before. */
    void build(String... tags) {
        for (String tag : tags) {
            buildAs(IMAGE, tag);
        }
    }

    void buildAs(String image, String tag) {
        registry.content().push(image, tag, tick());
    }

    EmbeddedRegistry registry() {
        return registry;
    }

    EmbeddedGitServer server() {
        return git;
    }

    /** Where a version is written, if that is not the values file of the branch {@code main}. */
    void at(String ofBranch, String file) {
        branch = ofBranch;
        path = file;
    }

    /** The versions that matter, if they are not 1.3.0 and 1.4.0. */
    void versions(String left, String next) {
        abandoned = left;
        newer = next;
    }

    String abandoned() {
        return abandoned;
    }

    String newer() {
        return newer;
    }

    /** The file that is written, as it is at the tip of the branch now. */
    String written() throws IOException {
        return file(branch, path);
    }

    /** What is watched, with {@code %s} for the repository's address. */
    void watch(String yaml) {
        watchFile = yaml;
    }

    /** The minutes go by with each thing that happens. */
    private Instant tick() {
        clock = clock.plus(Duration.ofMinutes(1));
        return clock;
    }

    /** Lets time go by. */
    void pass(Duration time) {
        clock = clock.plus(time);
    }

    /** Somebody runs git in a clone of the repository. */
    String git(String... arguments) {
        return as("Jane Doe", arguments);
    }

    String as(String author, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        String date = tick().getEpochSecond() + " +0000";
        return RealPrograms.run(
                clone,
                Map.of(
                        "GIT_AUTHOR_NAME", author,
                        "GIT_AUTHOR_EMAIL", "jane@example.com",
                        "GIT_COMMITTER_NAME", author,
                        "GIT_COMMITTER_EMAIL", "jane@example.com",
                        "GIT_AUTHOR_DATE", date,
                        "GIT_COMMITTER_DATE", date,
                        "GIT_EDITOR", "true"),
                command);
    }

    /** Somebody writes a file and commits, without pushing. */
    void commit(String path, String content) throws IOException {
        Path file = clone.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        git("add", "--all");
        git("commit", "--quiet", "--message", "Change " + path);
    }

    /** Somebody replaces text in a file, commits and pushes. */
    void edit(String path, String from, String to) throws IOException {
        String before = Files.readString(clone.resolve(path));
        if (!before.contains(from)) {
            throw new IllegalStateException(before);
        }
        commit(path, before.replace(from, to));
        push();
    }

    void edit(String from, String to) throws IOException {
        edit(VALUES, from, to);
    }

    /** Somebody reverts a commit and pushes. */
    void revert(String commit) {
        git("revert", "--no-edit", commit);
        push();
    }

    void push() {
        git("push", "--quiet", "origin", "main");
    }

    void pull() {
        git("fetch", "--quiet", "origin");
        git("reset", "--quiet", "--hard", "origin/main");
    }

    /** Begins with a values file of version 1.1.0, which is in the registry. */
    void start() throws IOException {
        build("1.1.0");
        commit(VALUES, "image:\n  name: x/api\n  tag: 1.1.0\n");
        push();
    }

    /** The same in another form. */
    void start(String watched, String file, String content) throws IOException {
        build("1.1.0");
        watch(watched);
        at("main", file);
        commit(file, content);
        push();
    }

    /** Commits of others that leave all files as they are. */
    void busyWith(int commits) throws IOException {
        try (Repository bare = new RepositoryBuilder()
                        .setGitDir(git.path(REPOSITORY).toFile())
                        .build();
                ObjectInserter inserter = bare.newObjectInserter();
                RevWalk walk = new RevWalk(bare)) {
            RevCommit tip = walk.parseCommit(bare.resolve("main"));
            ObjectId last = tip;
            for (int i = 0; i < commits; i++) {
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(tip.getTree());
                commit.setParentId(last);
                commit.setAuthor(new PersonIdent("Others", "others@example.com", tick(), ZoneOffset.UTC));
                commit.setCommitter(commit.getAuthor());
                commit.setMessage("Something else\n");
                last = inserter.insert(commit);
            }
            inserter.flush();
            RefUpdate main = bare.updateRef("refs/heads/main");
            main.setNewObjectId(last);
            main.update();
        }
        pull();
    }

    /** Pushes an image and lets a run write it. */
    void release(String tag) throws Exception {
        build(tag);
        update();
    }

    /** A run of ours; the clone has what it wrote then. */
    CycleReport update() throws Exception {
        return update(CycleOptions.DEFAULT);
    }

    CycleReport update(CycleOptions options) throws Exception {
        CycleReport report = cycle(interrupted(options)).run(discovery());
        if (!options.dryRun()) {
            pull();
        }
        return report;
    }

    /** A rollback of ours. */
    CycleReport rollBack(Rollback rollback) throws Exception {
        CycleReport report = cycle(CycleOptions.DEFAULT).rollback(discovery(), rollback);
        pull();
        return report;
    }

    private Discovery discovery() throws InterruptedException {
        return new Discoverer(connections()).discover(WatchFile.parse("watch.yaml", watchFile.formatted(url)));
    }

    private UpdateCycle cycle(CycleOptions options) {
        log.clear();
        return new UpdateCycle(engine(), connections(), options, new ProgressLog(log::add));
    }

    private FixedConnections connections() {
        return FixedConnections.anonymous(registry.address(), null).with(holds);
    }

    /** What is held; it is released at the time of this world. */
    Holds holds() {
        return holds;
    }

    Instant now() {
        return clock;
    }

    private Engine engine() {
        Clock ours = Clock.fixed(tick(), ZoneOffset.UTC);
        Engine usual = FixedConnections.engine(cache);
        return new Engine(
                usual.registries(),
                usual.selector(),
                new GitWorkspace(cache, RaceDelay.JITTER, ours, GitLimits.DEFAULT));
    }

    /** A commit is signed when it is made. */
    private CycleOptions interrupted(CycleOptions options) {
        if (beforePush == null) {
            return options;
        }
        CommitSigner signer = new CommitSigner() {
            @Override
            public String sign(byte[] commit) {
                happen();
                return "-----BEGIN PGP SIGNATURE-----\n\nnone\n-----END PGP SIGNATURE-----";
            }

            @Override
            public SigningKey key() {
                return new SigningKey("none", "none");
            }
        };
        GitIdentity us = GitIdentity.DEFAULT;
        CommitSettings commit = new CommitSettings(
                new CommitStyle(us, us, false, signer), options.commit().message());
        return new CycleOptions(options.dryRun(), commit, options.rollout());
    }

    private void happen() {
        try {
            if (beforePush != null) {
                beforePush.happen();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Something that happens while a run writes. */
    interface Happening {
        void happen() throws Exception;
    }

    /** Lets something happen in each run when it has made its commit and has not pushed it yet. */
    void beforeEachPush(@Nullable Happening happening) {
        beforePush = happening;
    }

    /** What the last run has told. */
    List<String> log() {
        return log;
    }

    /** A file at the tip of a branch; empty if there is none. */
    String file(String branch, String path) throws IOException {
        String content = git.file(REPOSITORY, branch, path);
        return content == null ? "" : content;
    }
}
