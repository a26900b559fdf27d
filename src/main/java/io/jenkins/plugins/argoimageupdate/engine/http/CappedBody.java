package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Collects a body and gives up as soon as it is longer, or takes longer, than allowed; or cuts off what is too long. */
final class CappedBody implements BodySubscriber<byte[]> {

    private final long maxBytes;
    private final boolean cuts;
    private final Queue<ByteBuffer> collected = new ArrayDeque<>();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private volatile @Nullable Subscription subscription;
    private long size;

    /**
     * @param left until it has to be complete
     * @param total what to say that it took too long for
     */
    CappedBody(long maxBytes, Duration left, Duration total) {
        this(maxBytes, left, total, false);
    }

    private CappedBody(long maxBytes, Duration left, Duration total, boolean cuts) {
        this.maxBytes = maxBytes;
        this.cuts = cuts;
        Future<?> alarm =
                TimeLimits.after(left, () -> giveUp(new TimedOutException(TimedOutException.Part.WHOLE_ANSWER, total)));
        body.whenComplete((bytes, failure) -> alarm.cancel(false));
    }

    /** One that is content with the beginning of the body, for answers that only explain themselves. */
    static CappedBody cutting(long maxBytes, Duration left, Duration total) {
        return new CappedBody(maxBytes, left, total, true);
    }

    private void giveUp(IOException failure) {
        cancel();
        body.completeExceptionally(failure);
    }

    private void cancel() {
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
        }
        if (size <= maxBytes) {
            collected.addAll(buffers);
        } else if (cuts) {
            collected.addAll(buffers);
            cancel();
            complete();
        } else {
            collected.clear();
            giveUp(new BodyTooLargeException(maxBytes));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete();
    }

    private void complete() {
        ByteBuffer whole = ByteBuffer.allocate((int) Math.min(size, maxBytes));
        for (ByteBuffer part = collected.poll(); part != null; part = collected.poll()) {
            whole.put(part.slice().limit(Math.min(part.remaining(), whole.remaining())));
        }
        body.complete(whole.array());
    }
}
