package io.jenkins.plugins.argoimageupdate.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ProcessLockTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private ProcessLock lock;

    @Before
    public void make() {
        file = folder.getRoot().toPath().resolve("cache/lock");
        lock = new ProcessLock(file);
    }

    @Test
    public void excludesOtherThreadsUntilItIsClosed() throws Exception {
        FutureTask<Boolean> other;
        try (ProcessLock.Held held = lock.acquire(LONG).orElseThrow()) {
            assertThat(held).isNotNull();
            FutureTask<Boolean> impatient = inThread(() -> acquires(new ProcessLock(file), SHORT));
            assertThat(impatient.get()).isFalse();
            other = inThread(() -> acquires(new ProcessLock(file), LONG));
        }
        assertThat(other.get()).isTrue();
    }

    @Test
    public void doesShortWorkAfterTheLongWorkOfOthers() throws Exception {
        AtomicInteger done = new AtomicInteger();
        FutureTask<Integer> other;
        try (ProcessLock.Held held = lock.acquire(LONG).orElseThrow()) {
            assertThat(held).isNotNull();
            other = inThread(() -> new ProcessLock(file).run(done::incrementAndGet));
            assertThat(done).hasValue(0);
        }
        assertThat(other.get()).isEqualTo(1);
    }

    @Test
    public void waitsAsLongAsTheFileIsLockedBesides() throws Exception {
        Files.createDirectories(file.getParent());
        FutureTask<Boolean> other;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(acquires(lock, SHORT)).isFalse();
            other = inThread(() -> acquires(lock, LONG));
        }
        assertThat(other.get()).isTrue();
    }

    @Test
    public void anInterruptEndsTheWait() throws Exception {
        try (ProcessLock.Held held = lock.acquire(LONG).orElseThrow()) {
            assertThat(held).isNotNull();
            FutureTask<Boolean> other = new FutureTask<>(() -> acquires(new ProcessLock(file), LONG));
            Thread thread = started(other);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            thread.interrupt();
            assertThatThrownBy(other::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        assertThat(acquires(lock, LONG)).isTrue();
    }

    @Test
    public void anInterruptWaitsUntilShortWorkIsDone() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        Thread.currentThread().interrupt();
        int done = lock.run(() -> {
            int times = begun.incrementAndGet();
            if (times == 1) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
            return times;
        });
        assertThat(Thread.interrupted()).as("told afterwards").isTrue();
        assertThat(done).isEqualTo(2);
    }

    @Test
    public void isFreeAfterWorkThatFails() throws Exception {
        assertThatThrownBy(() -> lock.run(() -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(inThread(() -> acquires(lock, LONG)).get()).isTrue();
    }

    @Test
    public void whatIsInTheWayGoes() throws Exception {
        Files.createDirectories(file.resolve("something"));
        assertThat(acquires(lock, LONG)).isTrue();
        assertThat(file).isRegularFile();
    }

    @Test
    public void isFreeAfterAPlaceThatCannotBeUsed() throws Exception {
        Files.writeString(file.getParent(), "no directory");
        assertThatThrownBy(() -> lock.acquire(LONG)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> lock.run(() -> "done")).isInstanceOf(IOException.class);
        Files.delete(file.getParent());
        assertThat(inThread(() -> acquires(lock, LONG)).get()).isTrue();
    }

    private static boolean acquires(ProcessLock lock, Duration patience) throws Exception {
        Optional<ProcessLock.Held> held = lock.acquire(patience);
        held.ifPresent(ProcessLock.Held::close);
        return held.isPresent();
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        started(task);
        return task;
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
