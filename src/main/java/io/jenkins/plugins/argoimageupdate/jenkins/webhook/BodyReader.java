package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads what callers send, so that slow ones hold few threads and none for long: so many bytes, in so much time, of so many callers at
 * once, and no more than half of those from one address. Thread-safe.
 */
final class BodyReader {

    /** Bodies that are read at once. */
    static final int MOST_AT_ONCE = Budget.WEBHOOK_BODIES.intValue();

    /** Of them from one address. */
    static final int MOST_OF_ONE = Budget.WEBHOOK_BODIES_OF_ONE.intValue();

    /** From the first byte to the last. */
    static final Duration MOST_TIME = Budget.WEBHOOK_TIME.duration();

    /** After which time, in seconds, a caller that is turned away for others may come again. */
    static final int RETRY_AFTER = 10;

    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int BUSY = 503;
    private static final int BUFFER = 8 * 1024;

    private final ScheduledExecutorService timer;
    private final Duration mostTime;
    private final Semaphore all = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Integer> reading = new ConcurrentHashMap<>();

    BodyReader(ScheduledExecutorService timer) {
        this(timer, MOST_TIME);
    }

    BodyReader(ScheduledExecutorService timer, Duration mostTime) {
        this.timer = timer;
        this.mostTime = mostTime;
    }

    /** Opens the body. */
    @FunctionalInterface
    interface Body {
        InputStream open() throws IOException;
    }

    /**
     * The whole body.
     *
     * @param address of who sends it
     * @param announced how long it says it is; negative where it does not
     * @throws WebhookRefusedException 413 if it is longer than {@code most}, 408 if it is not there in time, 503 if too many others are
     *     being read
     * @throws IOException if the connection breaks
     */
    byte[] read(String address, long announced, int most, Body body) throws IOException {
        if (announced > most) {
            throw tooLong(most);
        }
        if (!all.tryAcquire()) {
            throw busy();
        }
        try {
            if (reading.merge(address, 1, Integer::sum) > MOST_OF_ONE) {
                throw busy();
            }
            return inTime(most, body);
        } finally {
            reading.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
            all.release();
        }
    }

    private byte[] inTime(int most, Body body) throws IOException {
        TimeLimit limit = new TimeLimit(Thread.currentThread());
        Future<?> end = timer.schedule(limit::end, mostTime.toMillis(), TimeUnit.MILLISECONDS);
        try (InputStream in = body.open()) {
            return bytes(in, most, limit);
        } catch (IOException e) {
            if (limit.isOver()) {
                throw late();
            }
            throw e;
        } finally {
            end.cancel(false);
            limit.close();
        }
    }

    private byte[] bytes(InputStream in, int most, TimeLimit limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > most) {
                throw tooLong(most);
            }
            if (limit.isOver()) {
                throw late();
            }
        }
        return bytes.toByteArray();
    }

    /** Interrupts who reads, unless that is over; afterwards the thread is as it was. */
    private static final class TimeLimit {

        private final Thread reader;
        private boolean over;
        private boolean closed;

        private TimeLimit(Thread reader) {
            this.reader = reader;
        }

        private synchronized void end() {
            if (!closed) {
                over = true;
                reader.interrupt();
            }
        }

        private synchronized boolean isOver() {
            return over;
        }

        private synchronized void close() {
            closed = true;
            if (over) {
                Thread.interrupted();
            }
        }
    }

    private WebhookRefusedException late() {
        return new WebhookRefusedException(TIMEOUT, "the payload did not arrive within " + mostTime.toSeconds() + " s");
    }

    private static WebhookRefusedException tooLong(int most) {
        return new WebhookRefusedException(TOO_LARGE, "the payload is longer than " + most + " bytes");
    }

    private static WebhookRefusedException busy() {
        return new WebhookRefusedException(BUSY, "too many messages are being received");
    }
}
