package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The changes of one Application as Argo CD streams them, read by a thread of its own. It reconnects after a breakdown, and
 * stays silent where streams do not work (some proxies), so its user has to look by himself now and then. Close it.
 */
public final class ApplicationWatch implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(ApplicationWatch.class.getName());
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final int LONGEST_LINE = Budget.ARGO_CD_EVENT.intValue();
    private static final int WAITING_EVENTS = Budget.ARGO_CD_EVENTS.intValue();

    private final ApiTransport transport;
    private final ApiCall call;
    private final ApplicationRef ref;
    private final Duration answeredWithin;
    private final BlockingQueue<LiveApplication> events = new LinkedBlockingQueue<>(WAITING_EVENTS);
    private final Thread reader;
    private volatile boolean closed;
    private volatile boolean live;
    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> connection;

    ApplicationWatch(ApiTransport transport, ApiCall call, ApplicationRef ref) {
        this(transport, call, ref, ANSWERED_WITHIN);
    }

    /**
     * @param answeredWithin how long to wait for the headers, which Argo CD sends with the first event only: there are none of an
     *     Application that is not there
     */
    ApplicationWatch(ApiTransport transport, ApiCall call, ApplicationRef ref, Duration answeredWithin) {
        this.transport = transport;
        this.call = call;
        this.ref = ref;
        this.answeredWithin = answeredWithin;
        this.reader = new Thread(this::run, "argocd-watch-" + ref.name());
        this.reader.setDaemon(true);
        this.reader.start();
    }

    /** The next change, as soon as there is one; empty if there is none in that time. */
    public Optional<LiveApplication> next(Duration longest) throws InterruptedException {
        return Optional.ofNullable(events.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the stream stands and has told something since the Application was last deleted, so that silence means that nothing changes. */
    public boolean isLive() {
        return live;
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<HttpResponse<InputStream>> current = connection;
        if (current != null) {
            current.thenAccept(ApplicationWatch::closeQuietly);
            current.cancel(true);
        }
        reader.interrupt();
    }

    private void run() {
        Duration delay = FIRST_DELAY;
        while (!closed) {
            try {
                boolean heard = connect();
                live = false;
                delay = heard ? FIRST_DELAY : min(delay.multipliedBy(2), LONGEST_DELAY);
                if (!closed) {
                    Thread.sleep(delay.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Reads until the connection ends; whether there was any event. */
    private boolean connect() throws InterruptedException {
        boolean heard = false;
        try {
            connection = transport.open(call);
            HttpResponse<InputStream> response = answer(connection);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    LOGGER.log(Level.FINE, () -> call.attempted() + ": " + response.statusCode());
                    return false;
                }
                for (String line = readLine(lines); line != null && !closed; line = readLine(lines)) {
                    heard |= accept(line);
                }
            }
        } catch (IOException | ExecutionException | java.util.concurrent.TimeoutException | ArgoCdException e) {
            LOGGER.log(Level.FINE, e, () -> call.attempted() + " broke");
        } catch (java.util.concurrent.CancellationException e) {
            LOGGER.log(Level.FINEST, () -> call.attempted() + " closed");
        }
        return heard;
    }

    /** Gives one up that does not come in time, or its connection would stay. */
    private HttpResponse<InputStream> answer(CompletableFuture<HttpResponse<InputStream>> opened)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        try {
            return opened.get(answeredWithin.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            opened.cancel(true);
        }
    }

    private boolean accept(String line) {
        String json = line.startsWith("data:") ? line.substring("data:".length()) : line;
        if (json.isBlank() || json.startsWith(":")) {
            return false;
        }
        try {
            JsonNode result = JsonAnswers.MAPPER.readTree(json).path("result");
            JsonNode application = result.path("application");
            JsonNode metadata = application.path("metadata");
            boolean ours = JsonAnswers.text(metadata, "name").equals(ref.name())
                    && (ref.namespace().isEmpty()
                            || JsonAnswers.text(metadata, "namespace").equals(ref.namespace()));
            boolean deleted = ours && JsonAnswers.text(result, "type").equals("DELETED");
            live = !deleted;
            if (ours && !deleted) {
                LiveApplication live = ApplicationJson.live(application);
                while (!events.offer(live)) {
                    events.poll();
                }
            }
            return ours;
        } catch (JacksonException e) {
            LOGGER.log(Level.FINE, e, () -> call.attempted() + ": a line that cannot be read");
            return false;
        }
    }

    /** Null at the end; a line without an end is given up. */
    private static @Nullable String readLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a line longer than " + LONGEST_LINE + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static void closeQuietly(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            LOGGER.log(Level.FINEST, e, () -> "closing a stream");
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
