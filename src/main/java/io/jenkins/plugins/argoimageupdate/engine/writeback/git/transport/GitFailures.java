package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.LimitExceededException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.ServerText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Turns what JGit throws when talking to a server into one clear line. */
public final class GitFailures {

    private static final String CHECK_REPOSITORY = "Check the URL, and that these credentials may see the repository";
    private static final String GIVE_CREDENTIALS =
            "name credentials by git.credentialsId, with a user name and a password or token under connections.credentials or"
                    + " in the credentials store";
    private static final String CHECK_WRITE =
            "Give these credentials write access to the repository, or use others that have it";

    private static final Pattern SHA256_REF = Pattern.compile("Invalid ref advertisement line: '[0-9a-f]{64} ");

    /** As the JDK's own client says it, and the systems: the last two are Windows. */
    private static final Pattern UNANSWERED = Pattern.compile("Unexpected end of file from server|Connection reset"
            + "|Broken pipe|connection was aborted by|connection was forcibly closed by");

    private static final Set<String> FILES =
            Set.of("java.io.FileOutputStream", "java.io.RandomAccessFile", "sun.nio.ch.FileChannelImpl");
    private static final int FRAMES_OF_A_WRITE = 8;

    private final GitConnection connection;

    public GitFailures(GitConnection connection) {
        this.connection = connection;
    }

    /** @param attempted such as {@code fetch branch main of https://…} */
    public GitException of(Exception failure, String attempted) {
        Secrets.sent(ServerText.secrets(connection.address().credentials()));
        Optional<LimitExceededException> limit =
                cause(failure, LimitExceededException.class).or(connection::exceeded);
        if (limit.isPresent()) {
            String answer =
                    connection.address().hostAndPort() + " " + limit.get().getMessage();
            return new GitException(
                    limit.get().reason(), attempted, answer, limit.get().advice(), failure);
        }
        Optional<GitException> hostKey = connection.hostKeyRefusal(attempted, failure);
        if (hostKey.isPresent()) {
            return hostKey.get();
        }
        if (isStorage(failure)) {
            return new GitException(
                    Reason.STORAGE,
                    attempted,
                    "the local disk failed (" + ServerText.line(root(failure).getMessage()) + ")",
                    "Make room on the disk that holds the Git cache",
                    failure);
        }
        if (isSha256(failure)) {
            return new GitException(
                    Reason.INVALID_CONFIGURATION,
                    attempted,
                    "the repository names its objects by SHA-256, which is not supported",
                    "Use a repository with SHA-1, the default of git init",
                    failure);
        }
        if (isDamage(failure)) {
            return ofBrokenObjects(failure, attempted);
        }
        if (connection.address().isSsh()) {
            return ssh(failure, attempted);
        }
        return connection.lastHttpStatus() >= 400 ? status(failure, attempted) : network(failure, attempted);
    }

    private GitException status(Exception failure, String attempted) {
        int status = connection.lastHttpStatus();
        return switch (status) {
            case 401 ->
                new GitException(
                        Reason.UNAUTHORIZED,
                        attempted,
                        "401 Unauthorized" + (isAnonymous() ? ", and no credentials are given" : ""),
                        isAnonymous()
                                ? "N" + GIVE_CREDENTIALS.substring(1)
                                : "Check user name and password or token, and that it has not expired",
                        failure);
            case 403 -> new GitException(Reason.FORBIDDEN, attempted, "403 Forbidden", access(), failure);
            case 404 -> new GitException(Reason.NOT_FOUND, attempted, "404 Not Found", checkRepository(), failure);
            case 429 ->
                new GitException(Reason.RATE_LIMITED, attempted, "429 Too Many Requests", "Try again later", failure);
            default ->
                new GitException(
                        status >= 500 ? Reason.SERVER_ERROR : Reason.MALFORMED_ANSWER,
                        attempted,
                        "HTTP status " + status,
                        status >= 500 ? "Look at the Git server" : checkRepository(),
                        failure);
        };
    }

    private boolean isAnonymous() {
        return connection.address().credentials() instanceof GitCredentials.Anonymous;
    }

    private String checkRepository() {
        return isAnonymous() ? "Check the URL; if the repository is private, " + GIVE_CREDENTIALS : CHECK_REPOSITORY;
    }

    private String access() {
        if (connection.lastHttpWrites()) {
            return CHECK_WRITE;
        }
        return isAnonymous()
                ? "Give a user name and a password or token that may read the repository"
                : "Give these credentials read access to the repository, or use others that have it";
    }

    private GitException ssh(Exception failure, String attempted) {
        String text = ServerText.line(String.valueOf(failure.getMessage()));
        String lower = text.toLowerCase(Locale.ROOT);
        boolean loginRefused = cause(failure, SshException.class)
                .filter(refusal ->
                        refusal.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE)
                .isPresent();
        if (loginRefused) {
            return new GitException(
                    Reason.UNAUTHORIZED,
                    attempted,
                    connection.address().host() + " does not accept the SSH key for user "
                            + connection.address().uri().getUser(),
                    "Check the key and the user, and that the key is registered at the server",
                    failure);
        }
        if (lower.contains("read only") || lower.contains("denied to") || lower.contains("not allowed to push")) {
            return new GitException(Reason.FORBIDDEN, attempted, text, CHECK_WRITE, failure);
        }
        if (cause(failure, NoRemoteRepositoryException.class).isPresent() || lower.contains("not found")) {
            return new GitException(
                    Reason.NOT_FOUND,
                    attempted,
                    "there is no such repository (" + text + ")",
                    checkRepository(),
                    failure);
        }
        return network(failure, attempted);
    }

    private GitException network(Exception failure, String attempted) {
        if (isTimeout(failure)) {
            return new GitException(
                    Reason.TIMEOUT,
                    attempted,
                    "no answer from " + connection.address().hostAndPort() + " in " + connection.timeoutSeconds()
                            + " s",
                    "Check that this machine may reach it (firewall, proxy) and the load of the server",
                    failure);
        }
        if (cause(failure, NoRemoteRepositoryException.class).isPresent()) {
            return new GitException(
                    Reason.NOT_FOUND, attempted, "there is no Git repository", checkRepository(), failure);
        }
        IOException io = failure instanceof IOException itself
                ? itself
                : cause(failure, IOException.class).orElse(new IOException(failure));
        NetworkFailure network = NetworkFailure.of(io, connection.address().hostAndPort());
        return new GitException(
                network.reason(),
                attempted,
                ServerText.line(network.answer(), connection.address().credentials()),
                network.advice(),
                failure);
    }

    private static boolean isTimeout(Exception failure) {
        return cause(failure, SocketTimeoutException.class).isPresent()
                || cause(failure, InterruptedIOException.class).isPresent()
                || String.valueOf(root(failure).getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("timeout");
    }

    /** Whether it came from a file. What the system says of a full disk is in its own language, and no use to tell. */
    static boolean isStorage(Throwable failure) {
        return cause(failure, FileSystemException.class).isPresent()
                || Stream.of(root(failure).getStackTrace())
                        .limit(FRAMES_OF_A_WRITE)
                        .map(StackTraceElement::getClassName)
                        .anyMatch(FILES::contains);
    }

    /** Whether JGit, which knows SHA-1 alone, stumbled over a longer name. */
    static boolean isSha256(Exception failure) {
        return SHA256_REF.matcher(String.valueOf(failure.getMessage())).find();
    }

    /** Whether it is what JGit made of an interrupt. */
    public static boolean isInterruption(Exception failure, GitBudget budget) {
        return budget.isInterrupted()
                || cause(failure, InterruptedException.class).isPresent();
    }

    /** Whether the local cache may have a part in it: no when the server's answer, or that there is none, tells all. */
    public boolean mayBeLocal(Exception failure) {
        return cause(failure, LimitExceededException.class)
                        .or(connection::exceeded)
                        .isEmpty()
                && connection.lastHttpStatus() < 400
                && !isTimeout(failure)
                && cause(failure, ConnectException.class).isEmpty()
                && cause(failure, UnknownHostException.class).isEmpty()
                && cause(failure, SSLException.class).isEmpty()
                && cause(failure, SshException.class).isEmpty()
                && cause(failure, NoRemoteRepositoryException.class).isEmpty();
    }

    /** For objects that are broken or missing in what was fetched just now. */
    public static GitException ofBrokenObjects(Exception failure, String attempted) {
        return new GitException(
                Reason.MALFORMED_ANSWER,
                attempted,
                "the server sent objects that are broken or not complete ("
                        + ServerText.line(root(failure).getMessage()) + ")",
                "Check the repository at the server with git fsck",
                failure);
    }

    /** Whether an object of the local cache is missing or broken. */
    public static boolean isDamage(Throwable failure) {
        return cause(failure, MissingObjectException.class).isPresent()
                || cause(failure, CorruptObjectException.class).isPresent();
    }

    /** Whether a connection that stood ended before there was an answer. */
    public static boolean isUnanswered(GitException failure) {
        return failure.reason() == Reason.UNREACHABLE
                && root(failure).getClass() == SocketException.class
                && UNANSWERED
                        .matcher(String.valueOf(root(failure).getMessage()))
                        .find();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }
}
