package io.jenkins.plugins.argoimageupdate.demo;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.demo.server.ServerThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A Git server over HTTP on a free port of the loopback address, for demonstrations and tests. It serves the bare
 * repositories of one directory to {@code git} and to any other client.
 */
public final class EmbeddedGitServer implements AutoCloseable {

    private final Path directory;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> protectedBranches = ConcurrentHashMap.newKeySet();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicInteger pushes = new AtomicInteger();
    private volatile String login = "";
    private volatile boolean readOnly;

    private EmbeddedGitServer(Path directory, HttpServer server) {
        this.directory = directory;
        this.server = server;
    }

    /** @param directory where the repositories are, or will be made */
    public static EmbeddedGitServer start(Path directory) throws IOException {
        Files.createDirectories(directory);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EmbeddedGitServer git = new EmbeddedGitServer(directory, server);
        server.createContext("/", new GitHttpHandler(git));
        server.setExecutor(git.threads);
        server.start();
        return git;
    }

    /**
     * Makes a bare repository whose branch {@code main} has one commit.
     *
     * @param files contents by path
     * @return its URL
     */
    public String createRepository(String name, Map<String, String> files) throws IOException {
        DemoRepository.create(path(name), files);
        return url(name);
    }

    public String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    /** Where a repository lies on the disk. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** The content of a file at a branch's tip; null if the branch or the file does not exist. */
    public @Nullable String file(String name, String branch, String path) throws IOException {
        return DemoRepository.file(path(name), branch, path);
    }

    /** How many commits a branch has; 0 if it does not exist. */
    public int commits(String name, String branch) throws IOException {
        return DemoRepository.commits(path(name), branch);
    }

    /** How many packs were sent so far: clones and fetches that had something to fetch. */
    public int fetches() {
        return fetches.get();
    }

    /** How many pushes came so far, accepted or not. */
    public int pushes() {
        return pushes.get();
    }

    void countFetch() {
        fetches.incrementAndGet();
    }

    void countPush() {
        pushes.incrementAndGet();
    }

    /** Lets in nobody without this user name and password (Basic authentication). */
    public void requireLogin(String user, String password) {
        login = user + ":" + password;
    }

    /** Refuses pushes to a branch as hosting services do for protected branches. */
    public void protectBranch(String branch) {
        protectedBranches.add("refs/heads/" + branch);
    }

    public void unprotectBranch(String branch) {
        protectedBranches.remove("refs/heads/" + branch);
    }

    /** Refuses all pushes as servers do for a token that may only read. */
    public void setReadOnly(boolean value) {
        readOnly = value;
    }

    @Override
    public void close() {
        server.stop(0);
        ServerThreads.end(threads);
    }

    /** {@code user:password}; empty for none. */
    String login() {
        return login;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    boolean isProtected(String ref) {
        return protectedBranches.contains(ref);
    }

    /** Returns null if there is no such repository. */
    @Nullable
    Repository open(String name) throws IOException {
        Path repository = directory.resolve(name).normalize();
        if (!repository.startsWith(directory) || !Files.isDirectory(repository.resolve("objects"))) {
            return null;
        }
        return new RepositoryBuilder()
                .setGitDir(repository.toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }
}
