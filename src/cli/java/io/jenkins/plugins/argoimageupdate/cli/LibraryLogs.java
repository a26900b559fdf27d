package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Unforeseen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
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
    private static final List<String> CONFIGURED = List.of(
            "java.util.logging.config.file",
            "java.util.logging.config.class",
            "java.util.logging.SimpleFormatter.format");

    private LibraryLogs() {}

    /** Each record as one line, as the rest of the output, unless somebody has configured logging. */
    static void inOneLine() {
        if (CONFIGURED.stream().allMatch(property -> System.getProperty(property) == null)) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setFormatter(new OneLine());
            }
        }
    }

    /** Such as {@code WARNING: the cache is damaged}; what nobody expected keeps its stack trace. */
    static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry.getLevel().getName() + ": " + formatMessage(entry) + "\n");
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            return text.toString();
        }
    }

    static void quieten() {
        LOGGERS.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.SEVERE));
        unforeseen(false);
    }

    /** Whether standard error has the stack trace of what nobody expected, beside the line that tells of it. */
    static void unforeseen(boolean wanted) {
        UNFORESEEN.setLevel(wanted ? Level.WARNING : Level.OFF);
    }
}
