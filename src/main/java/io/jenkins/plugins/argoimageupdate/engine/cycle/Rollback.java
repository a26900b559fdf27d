package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drifts;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to go back to. Somebody asks for it by name, so that nothing that is held or guarded keeps it from being written.
 *
 * @param to where the versions are from
 * @param words the same for people, such as {@code build #41}
 * @param by who asks for it, for the message of the commit; empty for nobody
 * @param why empty for no reason
 * @param hold whether to hold the images there; null for not
 * @param onlyOn full IDs of commits of which one has to be the tip of the branch still, and fingerprints of specifications of which an
 *     Application that is written itself has to have one still; empty for any
 */
public record Rollback(
        Source to,
        String words,
        String by,
        String why,
        @Nullable HoldOrder hold,
        Set<String> onlyOn) {

    /** What people write for what runs. */
    public static final String LIVE = "live";

    /**
     * That what is rolled back is held.
     *
     * @param until when the hold ends by itself; null when somebody has to end it
     */
    public record HoldOrder(@Nullable Instant until) {}

    /** On whatever is the tip, without a hold. */
    public Rollback(Source to, String words, String by, String why) {
        this(to, words, by, why, null, Set.of());
    }

    public Rollback {
        words = CleanText.line(words);
        by = CleanText.line(by);
        why = CleanText.line(why);
        onlyOn = Set.copyOf(onlyOn);
    }

    /** Where the versions are from. */
    public sealed interface Source {

        /**
         * They are known.
         *
         * @param exact whether it is an error if one of them is of no watched image; else it is only said
         */
        record Versions(List<Version> versions, boolean exact) implements Source {

            public Versions {
                versions = List.copyOf(versions);
            }
        }

        /**
         * A commit has them.
         *
         * @param id the full one, or at least seven characters of it, of which the branch has no other commit
         */
        record Commit(String id) implements Source {}

        /** What runs has them, where somebody changed it by hand. */
        record Live() implements Source {}
    }

    /** That what runs is written to Git, and held there. */
    static Rollback adoption(String by) {
        return new Rollback(new Source.Live(), "what is live", by, "", new HoldOrder(null), Set.of());
    }

    /** Whether it writes what runs, and nothing earlier. */
    public boolean isAdoption() {
        return to instanceof Source.Live;
    }

    /**
     * One version.
     *
     * @param argocd the name of the Application's server; empty for any
     * @param namespace of the Application; empty for any
     * @param application its name; empty for any
     * @param image its alias, or registry and name without tag
     * @param notAgain see {@link io.jenkins.plugins.argoimageupdate.engine.guard.Hold}
     */
    public record Version(
            String argocd, String namespace, String application, String image, ImageTag tag, String notAgain) {

        /** One instead of whatever else there is. */
        public Version(String argocd, String namespace, String application, String image, ImageTag tag) {
            this(argocd, namespace, application, image, tag, "");
        }

        /** One of whatever Application has such an image. */
        public Version(String image, ImageTag tag) {
            this("", "", "", image, tag);
        }

        boolean isOf(WatchTarget target, WatchedImage watched, Connections connections) {
            ImageReference reference = watched.image();
            return isOf(target, connections)
                    && (image.equals(reference.label()) || image.equals(reference.withoutTag()));
        }

        /** Whether it is of an image of an Application. */
        public boolean isOf(WatchTarget target, Connections connections) {
            return is(application, target.spec().application().name())
                    && is(namespace, target.spec().application().namespace())
                    && is(argocd, target.server(connections));
        }

        private static boolean is(String wanted, String name) {
            return wanted.isEmpty() || name.isEmpty() || wanted.equals(name);
        }

        /** Such as {@code frontend main-41}. */
        @Override
        public String toString() {
            return image + " " + tag;
        }
    }

    /** What is not to be written again of an image; empty for whatever there is. */
    String notAgain(WatchTarget target, WatchedImage watched, Connections connections) {
        return to instanceof Source.Versions given
                ? given.versions().stream()
                        .filter(version -> version.isOf(target, watched, connections))
                        .map(Version::notAgain)
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** The end of the message of its commit. */
    String signature(Drifts drifts) {
        String signature = (isAdoption() ? "Adopted from the cluster" : "Rolled back to " + words)
                + (by.isEmpty() ? "" : " by " + by)
                + (why.isEmpty() ? "" : ": " + why);
        return Stream.concat(Stream.of(signature), isAdoption() ? changes(drifts) : Stream.of())
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> changes(Drifts drifts) {
        return drifts.images().entrySet().stream()
                .filter(entry -> entry.getValue().drift().isAdoptable())
                .map(entry -> entry.getKey().image().label() + ": "
                        + entry.getValue().drift().origin());
    }

    /** Why an image is held. */
    String why(Drifts drifts, WatchedImage image) {
        Drifts.Drifted drifted = drifts.images().get(image);
        return why.isEmpty() && isAdoption() && drifted != null
                ? drifted.drift().origin()
                : why;
    }
}
