package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which images of Applications are kept where they are, for everybody who updates them. Thread-safe. All methods throw an {@link
 * io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException} when what is kept cannot be read, or a change of it cannot be kept.
 */
public interface Holds {

    /** Nothing is held, and nothing can be. */
    Holds NONE = new Holds() {
        @Override
        public HoldBook book() {
            return HoldBook.EMPTY;
        }

        @Override
        public void hold(GuardedImage image, Hold hold) {
            throw nowhere();
        }

        @Override
        public void drop(GuardedImage image) {
            // there is none
        }

        @Override
        public void release(GuardedImage image) {
            throw nowhere();
        }

        private ConfigurationException nowhere() {
            return new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "keep what is held",
                    "no file is given for it",
                    "Name one with --holds");
        }
    };

    /** All of them, at this moment. */
    HoldBook book();

    /** Keeps an image where it is; takes the place of an earlier hold. */
    void hold(GuardedImage image, Hold hold);

    /** Takes a hold back as if it had never been. */
    void drop(GuardedImage image);

    /** Ends a hold, and remembers that somebody did, whether there was one or not. */
    void release(GuardedImage image);

    /** The hold of an image, unless it has ended by itself. */
    default Optional<Hold> of(GuardedImage image) {
        return book().of(image, Instant.now());
    }

    /** When somebody last ended a hold of an image; null for never. One that ends by itself does not count. */
    default @Nullable Instant releasedAt(GuardedImage image) {
        return book().releasedAt(image);
    }
}
