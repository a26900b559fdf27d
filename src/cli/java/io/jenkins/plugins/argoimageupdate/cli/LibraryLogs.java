package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Unforeseen;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The logs of libraries that write to standard error what nobody asked for: SSH tells which providers it found, and what it throws it
 * tells too, which is said once as the error that it is. Levels that somebody has set stay.
 */
final class LibraryLogs {

    /** Loggers are forgotten, with their levels, when nobody holds them. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("org.apache.sshd"), Logger.getLogger("org.eclipse.jgit"));

    private static final Logger UNFORESEEN = Logger.getLogger(Unforeseen.class.getName());

    private LibraryLogs() {}

    static void quieten() {
        LOGGERS.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.SEVERE));
        unforeseen(false);
    }

    /** Whether standard error has the stack trace of what nobody expected, beside the line that tells of it. */
    static void unforeseen(boolean wanted) {
        UNFORESEEN.setLevel(wanted ? Level.WARNING : Level.OFF);
    }
}
