package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.CacheRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.Interruption;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.LimitExceededException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitAddress;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.HostKeys;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.OriginCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.ServerText;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.SshKeys;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** A transport to one remote with everything it needs set on itself: nothing comes from files of the user or from globals. */
public final class GitConnection implements AutoCloseable {

    private static final String PROTOCOL = "protocol";
    private static final String VERSION = "version";

    private final GitAddress address;
    private final @Nullable HttpConnections http;
    private final HostKeys hostKeys;
    private final @Nullable LimitedSsh ssh;
    private final CacheRepository local;
    private final GitBudget budget;
    private final CallEnd end;
    private final int timeoutSeconds;
    private final Transport transport;
    private final RequestMetrics metrics;

    public GitConnection(GitRemote remote, CacheRepository local, GitBudget budget)
            throws TransportException, NotSupportedException {
        address = GitAddress.of(remote);
        metrics = remote.metrics();
        http = address.isSsh() ? null : new HttpConnections(remote, budget);
        hostKeys = HostKeys.of(address, remote.knownHosts());
        ssh = address.isSsh() ? new LimitedSsh(ssh(local.getDirectory(), hostKeys), budget) : null;
        this.local = local;
        this.budget = budget;
        local.limit(budget);
        timeoutSeconds = (int) Math.max(1, remote.timeout().toSeconds());
        transport = transport();
        end = CallEnd.in(budget.left(), this::endWrites);
    }

    private void endWrites() {
        if (http != null) {
            http.endWrites();
        }
    }

    /** How long each answer of the server is waited for. */
    int timeoutSeconds() {
        return timeoutSeconds;
    }

    private Transport transport() throws TransportException, NotSupportedException {
        Transport made = Transport.open(local, address.uri());
        made.setTimeout(timeoutSeconds);
        made.setCredentialsProvider(new OriginCredentials(address));
        made.setRemoveDeletedRefs(false);
        if (made instanceof TransportHttp overHttp) {
            overHttp.setHttpConnectionFactory(http);
        }
        if (made instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh);
        }
        return made;
    }

    private SshdSessionFactory ssh(File emptyHome, ServerKeyDatabase known) {
        List<KeyPair> keys = new ArrayList<>();
        if (address.credentials() instanceof GitCredentials.SshKey key) {
            keys.add(SshKeys.read(key.privateKey(), key.passphrase()));
        }
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(emptyHome)
                .setSshDirectory(emptyHome)
                .setConfigFile(directory -> null)
                .setDefaultKnownHostsFiles(directory -> List.<Path>of())
                .setDefaultIdentities(directory -> List.<Path>of())
                .setDefaultKeysProvider(directory -> keys)
                .setServerKeyDatabase((home, directory) -> known)
                .setPreferredAuthentications("publickey")
                .setConnectorFactory(null)
                .build(null);
    }

    /** Opens a fetch, which has to be closed. Only what is asked for has to be listed. */
    public FetchConnection openFetch(Collection<RefSpec> wanted) throws TransportException, NotSupportedException {
        begin(RequestKind.FETCH);
        try {
            return transport.openFetch(wanted);
        } catch (TransportException e) {
            if (e.getCause() instanceof EOFException) {
                failOnSha256(wanted);
            }
            throw e;
        }
    }

    /**
     * In protocol 2, a server of a SHA-256 repository ends the conversation without a word, as a broken connection does; in protocol 0 the
     * names of its refs tell.
     */
    private void failOnSha256(Collection<RefSpec> wanted) throws TransportException, NotSupportedException {
        begin(RequestKind.FETCH);
        local.getConfig().setInt(PROTOCOL, null, VERSION, 0);
        try (Transport old = transport();
                FetchConnection open = old.openFetch(wanted)) {
            open.getRefs();
        } catch (TransportException e) {
            if (GitFailures.isSha256(e)) {
                throw e;
            }
        } finally {
            local.getConfig().unset(PROTOCOL, null, VERSION);
        }
    }

    /** Fetches no history from here on. */
    public void fetchTipsOnly() {
        transport.setDepth(1);
        transport.setDeepenSince(null);
    }

    /**
     * Fetches commits with those before them.
     *
     * @param wanted their branches
     * @param depth how many commits of each line of history
     * @return why the server, or the limits, do not let it; empty if they do
     */
    public Optional<String> deepen(List<Ref> wanted, int depth) throws IOException {
        transport.setDepth(depth);
        return deepen(wanted);
    }

    /** The same, as far back as a time. */
    public Optional<String> deepen(List<Ref> wanted, Instant since) throws IOException {
        transport.setDepth(null);
        transport.setDeepenSince(since);
        return deepen(wanted);
    }

    /** JGit notes what is not cut off any more before it has it. */
    private Optional<String> deepen(List<Ref> wanted) throws IOException {
        Set<ObjectId> shallow = local.getObjectDatabase().getShallowCommits();
        List<RefSpec> names =
                wanted.stream().map(ref -> new RefSpec(ref.getName())).toList();
        boolean done = false;
        try (FetchConnection fetch = openFetch(names)) {
            fetch.fetch(interruption(), wanted, Set.of());
            done = true;
        } catch (IOException | RuntimeException e) {
            if (isInterrupted()) {
                throw e;
            }
            Optional<String> refusal = refusal(e);
            if (refusal.isEmpty()) {
                throw e;
            }
            return refusal;
        } finally {
            fetchTipsOnly();
            if (!done) {
                local.getObjectDatabase().setShallowCommits(shallow);
            }
        }
        return Optional.empty();
    }

    private Optional<String> refusal(Exception failure) {
        Optional<LimitExceededException> limit = budget.exceeded();
        if (limit.isPresent()) {
            return limit.filter(exceeded -> exceeded.reason() != Reason.TIMEOUT).map(Throwable::getMessage);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PackProtocolException || cause instanceof RemoteRepositoryException) {
                return Optional.of(ServerText.line(cause.getMessage(), address.credentials()));
            }
        }
        return Optional.empty();
    }

    /**
     * Pushes one update, and nothing if the branch is not where the update expects it: its status says so.
     *
     * @throws TransportException if the conversation failed, or was interrupted; then the push may have been accepted
     * @throws NotSupportedException if the protocol knows no push
     */
    public PushResult push(RemoteRefUpdate update) throws TransportException, NotSupportedException {
        begin(RequestKind.PUSH);
        return transport.push(interruption(), List.of(update));
    }

    /** HTTP requests are counted where they are sent. */
    private void begin(RequestKind kind) throws TransportException {
        if (isInterrupted()) {
            throw new TransportException("interrupted");
        }
        budget.begin();
        if (http == null) {
            metrics.request(kind);
        }
    }

    /** Whether somebody wants the operation to end. */
    public boolean isInterrupted() {
        return budget.isInterrupted();
    }

    /** The address of the repository that it leads to. */
    public GitAddress address() {
        return address;
    }

    /** The status of the last HTTP response; 0 if there was none. */
    public int lastHttpStatus() {
        return http == null ? 0 : http.lastStatus();
    }

    /** Whether the last HTTP request was part of a push. */
    boolean lastHttpWrites() {
        return http != null && http.lastWrites();
    }

    /** What to say when the SSH host's key was refused; empty if it was not. */
    Optional<GitException> hostKeyRefusal(String attempted, Exception cause) {
        return hostKeys.refusal(attempted, cause);
    }

    /** What went beyond the limits in the last conversation. */
    Optional<LimitExceededException> exceeded() {
        return budget.exceeded();
    }

    /** A monitor that makes JGit stop when the operation is interrupted, or its time is up. */
    public Interruption interruption() {
        return new Interruption(budget);
    }

    @Override
    public void close() {
        end.close();
        transport.close();
        if (ssh != null) {
            ssh.close();
        }
    }
}
