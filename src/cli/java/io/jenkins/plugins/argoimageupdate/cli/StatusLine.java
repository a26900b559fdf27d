package io.jenkins.plugins.argoimageupdate.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines and, on a terminal, keeps a last line that shows that work goes on and for how long. Elsewhere there is no
 * such line. Thread-safe.
 */
final class StatusLine implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintWriter out;
    private final @Nullable ScheduledExecutorService ticker;
    private String status = "";
    private @Nullable Instant since;

    private StatusLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.ticker = terminal ? Executors.newSingleThreadScheduledExecutor(StatusLine::thread) : null;
        if (terminal) {
            ticker.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
        }
    }

    static StatusLine on(PrintWriter out) {
        return new StatusLine(out, System.console() != null);
    }

    /** Seconds are counted from now on. */
    synchronized void busy() {
        status = "working";
        since = Instant.now();
        draw();
    }

    synchronized void idle(String what, Instant until) {
        status = what + CLOCK.format(until);
        since = null;
        draw();
    }

    synchronized void println(String line) {
        out.println((ticker == null ? "" : CLEAR) + line);
        out.flush();
        draw();
    }

    private synchronized void draw() {
        if (ticker != null && !status.isEmpty()) {
            long seconds =
                    since == null ? 0 : Duration.between(since, Instant.now()).toSeconds();
            out.print(CLEAR + "… " + status + (seconds == 0 ? "" : ", " + seconds + " s"));
            out.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
            out.print(CLEAR);
            out.flush();
        }
    }

    private static Thread thread(Runnable runnable) {
        Thread thread = new Thread(runnable, "status line");
        thread.setDaemon(true);
        return thread;
    }
}
