package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds a digest that makes a new tag have no effect: charts that have a {@code digest}, or a {@code sha} without {@code sha256:}, beside
 * the {@code tag} use it whatever the tag says.
 */
public final class DigestPin {

    /** What to do about one; without a full stop. */
    public static final String ADVICE = "Empty it, or let the update write it: set the annotation helm.image-digest,"
            + " or imageDigest beside imageTag";

    private static final List<String> NAMES = List.of("digest", "sha");
    private static final Pattern DIGEST = Pattern.compile("(?:sha[0-9]+:)?[0-9a-f]{64,128}");

    private DigestPin() {}

    /**
     * The key or parameter that pins an image to another digest than the one it is to have.
     *
     * @param value what a key holds, as far as it is there
     */
    public static Optional<String> find(ImageChange change, Function<String, Optional<String>> value) {
        ManifestTarget.Helm names = ManifestTarget.Helm.of(change.watched().target());
        if (!change.changed() || !names.digest().isEmpty()) {
            return Optional.empty();
        }
        return NAMES.stream()
                .flatMap(name -> ManifestTarget.Helm.beside(names.tag(), name).stream())
                .filter(key -> value.apply(key)
                        .filter(digest -> isOther(digest, change.newTag().digest()))
                        .isPresent())
                .findFirst();
    }

    private static boolean isOther(String digest, String wanted) {
        return DIGEST.matcher(digest).matches() && !wanted.endsWith(digest);
    }
}
