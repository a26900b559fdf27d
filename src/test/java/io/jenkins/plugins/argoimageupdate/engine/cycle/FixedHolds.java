package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import java.time.InstantSource;

/** Holds that are kept nowhere. */
final class FixedHolds implements Holds {

    private final InstantSource clock;
    private volatile HoldBook book = HoldBook.EMPTY;

    FixedHolds() {
        this(InstantSource.system());
    }

    FixedHolds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public HoldBook book() {
        return book;
    }

    @Override
    public void hold(GuardedImage image, Hold hold) {
        book = book.with(image, hold, clock.instant());
    }

    @Override
    public void drop(GuardedImage image) {
        book = book.without(image);
    }

    @Override
    public void release(GuardedImage image) {
        book = book.released(image, clock.instant());
    }
}
