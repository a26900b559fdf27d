package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the plugin says in the system log as a warning or worse, and stack traces there that pass through it, until it is closed. */
public final class LoggedTroubles extends Handler {

    private static final String OURS = "io.jenkins.plugins.argoimageupdate";
    private static final Logger ROOT = Logger.getLogger("");

    private final Map<String, Integer> lines = new TreeMap<>();
    private final List<LogRecord> traces = new CopyOnWriteArrayList<>();

    public LoggedTroubles() {
        ROOT.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() < Level.WARNING.intValue()) {
            return;
        }
        boolean ours = String.valueOf(logged.getLoggerName()).startsWith(OURS);
        if (logged.getThrown() != null && (ours || passesThroughUs(logged.getThrown()))) {
            traces.add(logged);
        }
        String line = logged.getLoggerName() + ": " + new SimpleFormatter().formatMessage(logged)
                + (logged.getThrown() == null ? "" : " / " + logged.getThrown());
        synchronized (lines) {
            lines.merge(Numbers.left(line), 1, Integer::sum);
        }
    }

    private static boolean passesThroughUs(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            for (StackTraceElement element : cause.getStackTrace()) {
                if (element.getClassName().startsWith(OURS)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Each line, and how often it was logged. */
    public Map<String, Integer> lines() {
        synchronized (lines) {
            return new TreeMap<>(lines);
        }
    }

    public List<LogRecord> traces() {
        return traces;
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }

    /** Texts that differ in their numbers only are the same. */
    public static final class Numbers {

        private Numbers() {}

        public static String left(String text) {
            String same = text.replaceAll("\\d+", "#");
            return same.length() > 400 ? same.substring(0, 400) + " ..." : same;
        }
    }
}
