package io.jenkins.plugins.argoimageupdate.demo;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Renders the simple charts of small Git repositories, as {@link ChartFiles} can: fetches the whole repository each time it is
 * asked for the tip of a branch. Thread-safe.
 */
public final class GitManifests implements ManifestSource, AutoCloseable {

    private final Path folder;
    private final @Nullable CredentialsProvider credentials;
    private final Map<String, Repository> repositories = new HashMap<>();

    /**
     * @param folder an empty folder for copies of the repositories
     * @param credentials null for none
     */
    public GitManifests(Path folder, @Nullable CredentialsProvider credentials) {
        this.folder = folder;
        this.credentials = credentials;
    }

    @Override
    public synchronized Rendered render(String application, JsonNode source, String revision) {
        String url = Json.text(source, "repoURL");
        try {
            Repository repository = repository(url);
            String branch = Json.text(source, "targetRevision");
            if (revision.isEmpty()) {
                fetch(repository, url);
            }
            RevCommit commit = commitAt(repository, revision.isEmpty() ? branch(branch) : revision);
            ChartFiles files = new ChartFiles(files(repository, commit, Json.text(source, "path")));
            return files.render(application, source, commit.name());
        } catch (IOException | GitAPIException e) {
            throw new RenderException("failed to fetch " + url + ": " + e.getMessage());
        }
    }

    @Override
    public synchronized CommitInfo commit(JsonNode source, String revision) {
        try {
            RevCommit commit = commitAt(repository(Json.text(source, "repoURL")), revision);
            return new CommitInfo(
                    commit.getAuthorIdent().getName() + " <"
                            + commit.getAuthorIdent().getEmailAddress() + ">",
                    Instant.ofEpochSecond(commit.getCommitTime()),
                    commit.getFullMessage());
        } catch (IOException | GitAPIException e) {
            throw new RenderException(e.getMessage());
        }
    }

    /** Closes the copies, which can be deleted then. */
    @Override
    public synchronized void close() {
        repositories.values().forEach(Repository::close);
        repositories.clear();
    }

    private static String branch(String targetRevision) {
        return targetRevision.isEmpty() || targetRevision.equals("HEAD") ? "HEAD" : "refs/heads/" + targetRevision;
    }

    private Repository repository(String url) throws IOException, GitAPIException {
        Repository known = repositories.get(url);
        if (known != null) {
            return known;
        }
        Path directory = Files.createTempDirectory(folder, "manifests");
        Repository created =
                Git.init().setBare(true).setGitDir(directory.toFile()).call().getRepository();
        repositories.put(url, created);
        fetch(created, url);
        return created;
    }

    private void fetch(Repository repository, String url) throws GitAPIException {
        new Git(repository)
                .fetch()
                .setRemote(url)
                .setRefSpecs(new RefSpec("+refs/heads/*:refs/heads/*"))
                .setCredentialsProvider(credentials)
                .setRemoveDeletedRefs(true)
                .call();
    }

    private static RevCommit commitAt(Repository repository, String revision) throws IOException {
        ObjectId id = repository.resolve(revision);
        if (id == null || !repository.getObjectDatabase().has(id)) {
            throw new RenderException("unable to resolve '" + revision + "' to a commit SHA");
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        }
    }

    private static Map<String, String> files(Repository repository, RevCommit commit, String path) throws IOException {
        String prefix = path.isEmpty() || path.equals(".") ? "" : path.replaceAll("/$", "") + "/";
        Map<String, String> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                boolean regular = FileMode.REGULAR_FILE.equals(walk.getRawMode(0));
                if (regular && walk.getPathString().startsWith(prefix)) {
                    byte[] bytes = repository.open(walk.getObjectId(0)).getBytes();
                    files.put(
                            walk.getPathString().substring(prefix.length()),
                            new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        if (files.isEmpty()) {
            throw new RenderException(path + ": app path does not exist");
        }
        return files;
    }
}
