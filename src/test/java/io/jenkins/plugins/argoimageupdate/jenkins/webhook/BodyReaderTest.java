package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class BodyReaderTest {

    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final AtomicInteger opened = new AtomicInteger();

    @After
    public void stop() {
        callers.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    public void readsABodyAsLongAsAllowed() throws Exception {
        BodyReader reader = new BodyReader(timer);
        assertThat(reader.read("a", -1, MOST, () -> bytes(MOST))).hasSize(MOST);
        assertThat(status(() -> reader.read("a", -1, MOST, () -> bytes(MOST + 1))))
                .isEqualTo(413);
    }

    @Test
    public void doesNotOpenABodyThatSaysItIsTooLong() {
        BodyReader reader = new BodyReader(timer);
        assertThat(status(() -> reader.read("a", MOST + 1, MOST, this::silent))).isEqualTo(413);
        assertThat(opened).hasValue(0);
    }

    @Test(timeout = 60_000)
    public void aBodyThatNeverEndsHoldsItsThreadNoLongerThanAllowed() throws Exception {
        BodyReader reader = new BodyReader(timer, Duration.ofMillis(50));
        assertThat(status(() -> reader.read("a", -1, MOST, this::silent))).isEqualTo(408);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(reader.read("a", -1, MOST, () -> bytes(3))).hasSize(3);
    }

    @Test(timeout = 60_000)
    public void neitherDoesOneThatDrips() {
        BodyReader reader = new BodyReader(timer, Duration.ofMillis(50));
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return 0;
            }
        };
        assertThat(status(() -> reader.read("a", -1, MOST, () -> dripping))).isEqualTo(408);
    }

    @Test(timeout = 60_000)
    public void slowBodiesHoldFewThreadsAndLeaveRoomForOtherCallers() throws Exception {
        BodyReader reader = new BodyReader(timer);
        List<Future<byte[]>> slow = new ArrayList<>();
        for (int i = 0; i < BodyReader.MOST_OF_ONE; i++) {
            slow.add(callers.submit(() -> reader.read("slow", -1, MOST, this::silent)));
        }
        await().atMost(PATIENCE).until(() -> opened.get() == BodyReader.MOST_OF_ONE);
        assertThat(status(() -> reader.read("slow", -1, MOST, () -> bytes(3)))).isEqualTo(503);
        assertThat(reader.read("other", -1, MOST, () -> bytes(3))).hasSize(3);

        for (int i = BodyReader.MOST_OF_ONE; i < BodyReader.MOST_AT_ONCE; i++) {
            slow.add(callers.submit(() -> reader.read("slow too", -1, MOST, this::silent)));
        }
        await().atMost(PATIENCE).until(() -> opened.get() == BodyReader.MOST_AT_ONCE);
        assertThat(status(() -> reader.read("other", -1, MOST, () -> bytes(3)))).isEqualTo(503);
    }

    private InputStream silent() throws IOException {
        PipedInputStream in = new PipedInputStream(new PipedOutputStream());
        opened.incrementAndGet();
        return in;
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream("x".repeat(count).getBytes(StandardCharsets.US_ASCII));
    }

    @FunctionalInterface
    private interface Reading {
        byte[] read() throws IOException;
    }

    private static int status(Reading reading) {
        int[] status = new int[1];
        assertThatExceptionOfType(WebhookRefusedException.class)
                .isThrownBy(reading::read)
                .satisfies(refused -> status[0] = refused.status());
        return status[0];
    }
}
