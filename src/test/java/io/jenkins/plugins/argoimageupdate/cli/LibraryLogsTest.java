package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Test;

public class LibraryLogsTest {

    private static final Logger SSH = Logger.getLogger("org.apache.sshd");
    private static final Logger GIT = Logger.getLogger("org.eclipse.jgit");

    @After
    public void reset() {
        SSH.setLevel(null);
        GIT.setLevel(null);
    }

    @Test
    public void keepsLibrariesFromStandardError() {
        LibraryLogs.quieten();

        for (Logger logger : new Logger[] {
            Logger.getLogger("org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar"),
            Logger.getLogger("org.eclipse.jgit.transport.TransportHttp")
        }) {
            assertThat(logger.isLoggable(Level.WARNING)).as(logger.getName()).isFalse();
            assertThat(logger.isLoggable(Level.SEVERE)).as(logger.getName()).isTrue();
        }
    }

    @Test
    public void leavesALevelThatSomebodySet() {
        SSH.setLevel(Level.FINE);

        LibraryLogs.quieten();

        assertThat(SSH.getLevel()).isEqualTo(Level.FINE);
    }

    @Test
    public void aRecordIsOneLine() {
        LogRecord entry = new LogRecord(Level.WARNING, "The cache {0} is damaged");
        entry.setParameters(new Object[] {"/cache"});

        assertThat(new LibraryLogs.OneLine().format(entry)).isEqualTo("WARNING: The cache /cache is damaged\n");
    }
}
