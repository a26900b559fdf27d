package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The changes of one Application as a stream of all tells them, and by a stream of its own until that one stands. Thread-safe. */
final class SharedWatch implements ApplicationChanges {

    private final ChangeQueue changes;
    private final BooleanSupplier stands;
    private final Consumer<SharedWatch> closed;
    private final @Nullable ApplicationChanges alone;
    private volatile boolean shares;

    /**
     * @param stands whether the stream of all does
     * @param closed called at the end
     * @param alone the stream of its own; null for none
     */
    SharedWatch(
            ApplicationRef ref,
            Runnable heard,
            BooleanSupplier stands,
            Consumer<SharedWatch> closed,
            @Nullable ApplicationChanges alone) {
        this.changes = new ChangeQueue(ref, heard);
        this.stands = stands;
        this.closed = closed;
        this.alone = alone;
    }

    /** Something that the stream of all has told. */
    void take(LiveApplication live, boolean deleted) {
        if (!shares && alone != null) {
            alone.close();
        }
        shares = true;
        if (changes.isOf(live.application().namespace(), live.application().name())) {
            if (deleted) {
                changes.delete();
            } else {
                changes.add(live);
            }
        }
    }

    @Override
    public Optional<LiveApplication> poll() {
        Optional<LiveApplication> earlier = alone == null ? Optional.empty() : alone.poll();
        return earlier.isPresent() ? earlier : changes.poll();
    }

    @Override
    public boolean isEmpty() {
        return changes.isEmpty() && (alone == null || alone.isEmpty());
    }

    @Override
    public boolean isLive() {
        return stands.getAsBoolean() && !changes.isDeleted() || !shares && alone != null && alone.isLive();
    }

    @Override
    public void close() {
        closed.accept(this);
        if (alone != null) {
            alone.close();
        }
    }
}
