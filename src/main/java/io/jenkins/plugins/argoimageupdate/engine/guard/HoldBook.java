package io.jenkins.plugins.argoimageupdate.engine.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of holds, and can be written as JSON. Immutable.
 *
 * @param held one at most for each image, the last one first
 * @param releases one at most for each image, the last one first
 */
public record HoldBook(List<Held> held, List<Release> releases) {

    public static final HoldBook EMPTY = new HoldBook(List.of(), List.of());

    /** Of images that are not watched any more nobody asks. */
    private static final int MOST_RELEASES = 2_000;

    public HoldBook {
        held = held == null ? List.of() : List.copyOf(held);
        releases = releases == null ? List.of() : List.copyOf(releases);
    }

    /** A hold with its image. */
    public record Held(GuardedImage image, Hold hold) {

        public Held {
            Objects.requireNonNull(image);
            Objects.requireNonNull(hold);
        }
    }

    /** When a person ended the last hold of an image. */
    public record Release(GuardedImage image, Instant at) {

        public Release {
            Objects.requireNonNull(image);
            Objects.requireNonNull(at);
        }
    }

    /** The hold of an image; empty if there is none that counts. */
    public Optional<Hold> of(GuardedImage image, Instant now) {
        return held.stream()
                .filter(one -> one.image().covers(image) && !one.hold().isOver(now))
                .map(Held::hold)
                .findFirst();
    }

    /** Null for never. */
    public @Nullable Instant releasedAt(GuardedImage image) {
        return releases.stream()
                .filter(one -> one.image().covers(image))
                .map(Release::at)
                .findFirst()
                .orElse(null);
    }

    /** Those that count. */
    public List<Held> current(Instant now) {
        return held.stream().filter(one -> !one.hold().isOver(now)).toList();
    }

    /** The same with a hold, in place of another one of the image. Those that have ended are forgotten. */
    public HoldBook with(GuardedImage image, Hold hold, Instant now) {
        List<Held> all = new ArrayList<>();
        all.add(new Held(image, hold));
        current(now).stream().filter(one -> !one.image().covers(image)).forEach(all::add);
        return new HoldBook(all, releases);
    }

    /** The same without a hold, as if it had never been. */
    public HoldBook without(GuardedImage image) {
        return new HoldBook(
                held.stream().filter(one -> !one.image().covers(image)).toList(), releases);
    }

    /** The same once somebody has ended the hold of an image. */
    public HoldBook released(GuardedImage image, Instant now) {
        List<Release> all = new ArrayList<>();
        all.add(new Release(image, now));
        releases.stream()
                .filter(one -> !one.image().covers(image))
                .limit(MOST_RELEASES - 1L)
                .forEach(all::add);
        return new HoldBook(
                current(now).stream().filter(one -> !one.image().covers(image)).toList(), all);
    }
}
