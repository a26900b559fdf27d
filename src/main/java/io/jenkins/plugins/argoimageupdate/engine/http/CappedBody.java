package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Future;

/** Collects a body and gives up as soon as it is longer, or takes longer, than allowed. */
final class CappedBody implements BodySubscriber<byte[]> {

    private final long maxBytes;
    private final List<ByteBuffer> collected = new ArrayList<>();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private volatile Subscription subscription;
    private long size;

    /**
     * @param left until it has to be complete
     * @param total what to say that it took too long for
     */
    CappedBody(long maxBytes, Duration left, Duration total) {
        this.maxBytes = maxBytes;
        String problem = "not complete after " + total.toSeconds() + " s";
        Future<?> alarm = TimeLimits.after(left, () -> giveUp(new HttpTimeoutException(problem)));
        body.whenComplete((bytes, failure) -> alarm.cancel(false));
    }

    private void giveUp(IOException failure) {
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        body.completeExceptionally(failure);
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
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
        }
        if (size > maxBytes) {
            collected.clear();
            giveUp(new BodyTooLargeException(maxBytes));
            return;
        }
        collected.addAll(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ByteBuffer whole = ByteBuffer.allocate((int) size);
        collected.forEach(whole::put);
        body.complete(whole.array());
    }
}
