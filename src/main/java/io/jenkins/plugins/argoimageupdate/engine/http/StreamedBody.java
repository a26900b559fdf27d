package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it comes: only what was not read yet is kept, and no more is asked for before that is read. Unlike the
 * stream of {@code java.net.http}, reading ends when time is up, when there is too much, and by an interrupt.
 */
final class StreamedBody extends InputStream implements BodySubscriber<InputStream> {

    private final long maxBytes;
    private final long deadline;
    private final Duration total;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private Part current = new Part(List.of(), null, false);
    private int position;
    private long size;

    /** @param end whether it is the last one */
    private record Part(List<ByteBuffer> buffers, @Nullable Throwable failure, boolean end) {}

    /**
     * @param left until it has to be complete
     * @param total what to say that it took too long for
     */
    StreamedBody(long maxBytes, Duration left, Duration total) {
        this.maxBytes = maxBytes;
        this.deadline = System.nanoTime() + left.toNanos();
        this.total = total;
    }

    /** Bytes read so far. */
    long size() {
        return size;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        parts.add(new Part(buffers, null, false));
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(List.of(), failure, true));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(List.of(), null, true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = buffer();
        if (buffer == null) {
            return -1;
        }
        int some = Math.min(length, buffer.remaining());
        buffer.get(into, offset, some);
        size += some;
        if (size > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
        return some;
    }

    /** One with something in it; null at the end. */
    private @Nullable ByteBuffer buffer() throws IOException {
        while (true) {
            while (position < current.buffers().size()) {
                ByteBuffer buffer = current.buffers().get(position);
                if (buffer.hasRemaining()) {
                    return buffer;
                }
                position++;
            }
            if (current.failure() != null) {
                throw new IOException(current.failure().getMessage(), current.failure());
            }
            if (current.end()) {
                return null;
            }
            current = next();
            position = 0;
            if (!current.end()) {
                subscription.join().request(1);
            }
        }
    }

    private Part next() throws IOException {
        try {
            Part next = parts.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null || System.nanoTime() - deadline > 0) {
                throw new TimedOutException(TimedOutException.Part.WHOLE_ANSWER, total);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        if (!current.end()) {
            subscription.thenAccept(Subscription::cancel);
        }
    }
}
