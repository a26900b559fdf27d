package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.LimitedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.util.FS;

/** SSH sessions, what comes through which is within a {@link GitBudget}. */
final class LimitedSsh extends SshSessionFactory {

    private final SshdSessionFactory sessions;
    private final GitBudget budget;

    LimitedSsh(SshdSessionFactory sessions, GitBudget budget) {
        this.sessions = sessions;
        this.budget = budget;
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider provider, FS fs, int timeout)
            throws TransportException {
        return new LimitedSession(sessions.getSession(uri, provider, fs, timeout));
    }

    @Override
    public String getType() {
        return sessions.getType();
    }

    @Override
    public void releaseSession(RemoteSession session) {
        session.disconnect();
    }

    void close() {
        sessions.close();
    }

    private final class LimitedSession implements RemoteSession2 {

        private final RemoteSession2 session;

        LimitedSession(RemoteSession2 session) {
            this.session = session;
        }

        @Override
        public Process exec(String command, int timeout) throws IOException {
            return new LimitedProcess(session.exec(command, timeout), budget);
        }

        @Override
        public Process exec(String command, Map<String, String> environment, int timeout) throws IOException {
            return new LimitedProcess(session.exec(command, environment, timeout), budget);
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }
    }

    private static final class LimitedProcess extends Process {

        private final Process process;
        private final GitBudget budget;

        LimitedProcess(Process process, GitBudget budget) {
            this.process = process;
            this.budget = budget;
        }

        @Override
        public OutputStream getOutputStream() {
            return process.getOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return new SideBandText(process.getInputStream(), budget);
        }

        @Override
        public InputStream getErrorStream() {
            return new LimitedInputStream(process.getErrorStream(), budget);
        }

        @Override
        public int waitFor() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
            return process.waitFor(timeout, unit);
        }

        @Override
        public int exitValue() {
            return process.exitValue();
        }

        @Override
        public void destroy() {
            process.destroy();
        }
    }
}
