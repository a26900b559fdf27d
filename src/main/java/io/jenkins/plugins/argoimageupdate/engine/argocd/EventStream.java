package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The events of one of Argo CD's streams, read by a thread of its own. It reconnects after a breakdown, and stays silent where streams do
 * not work (some proxies). Close it.
 */
final class EventStream implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(EventStream.class.getName());
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final int LONGEST_LINE = Budget.ARGO_CD_EVENT.intValue();

    private final ApiTransport transport;
    private final ApiCall call;
    private final Duration answeredWithin;
    private final Listener listener;
    private final Thread reader;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> connection;

    /** What becomes of events. It is called by the thread that reads. */
    interface Listener {

        /**
         * Takes an event.
         *
         * @param result with {@code type} and {@code application}
         * @return whether it is one that is waited for
         */
        boolean accept(JsonNode result);

        /** The connection has ended, so that changes may be missed until it stands again. */
        void broke();
    }

    /**
     * @param name of the thread
     * @param answeredWithin how long to wait for the headers, which Argo CD sends with the first event only: there are none of an
     *     Application that is not there
     */
    EventStream(ApiTransport transport, ApiCall call, String name, Duration answeredWithin, Listener listener) {
        this.transport = transport;
        this.call = call;
        this.answeredWithin = answeredWithin;
        this.listener = listener;
        this.reader = new Thread(this::run, name);
        this.reader.setDaemon(true);
    }

    void start() {
        reader.start();
    }

    /** Ends this connection; another one is opened. */
    void reconnect() {
        CompletableFuture<HttpResponse<InputStream>> current = connection;
        if (current != null) {
            current.thenAccept(EventStream::closeQuietly);
            current.cancel(true);
        }
    }

    @Override
    public void close() {
        closed = true;
        reconnect();
        reader.interrupt();
    }

    private void run() {
        Duration delay = FIRST_DELAY;
        while (!closed) {
            try {
                boolean heard = connectOnce();
                delay = heard ? FIRST_DELAY : min(delay.multipliedBy(2), LONGEST_DELAY);
                if (!closed) {
                    Thread.sleep(delay.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whatever goes wrong with an event, the next one is to be heard. */
    private boolean connectOnce() throws InterruptedException {
        try {
            return connect();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> call.attempted() + " broke, and is begun anew");
            return false;
        } finally {
            listener.broke();
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
        } catch (IOException | ExecutionException | TimeoutException | ArgoCdException e) {
            LOGGER.log(closed ? Level.FINEST : Level.FINE, e, () -> call.attempted() + " broke");
        } catch (CancellationException e) {
            LOGGER.log(Level.FINEST, () -> call.attempted() + " closed");
        }
        return heard;
    }

    /** Gives one up that does not come in time, or its connection would stay. */
    private HttpResponse<InputStream> answer(CompletableFuture<HttpResponse<InputStream>> opened)
            throws InterruptedException, ExecutionException, TimeoutException {
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
            return listener.accept(JsonAnswers.MAPPER.readTree(json).path("result"));
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
