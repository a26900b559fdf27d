package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody wrote where an image is meant. {@link ImageReference#parse} reads any text, so that {@code http://localhost:5000/app}
 * would be asked of Docker Hub as the tag {@code //localhost:5000/app} of an image {@code http}.
 */
public final class ImageName {

    /** How a registry without TLS is reached, to go into an advice. */
    public static final String WITHOUT_TLS =
            "set api_url: http://<host> in registries.conf, or in Jenkins the registry's URL in the system configuration";

    private static final Pattern PORT = Pattern.compile("[^/.:]+:[0-9]+/");
    private static final int SHOWN = 200;
    private static final int LONGEST = Budget.IMAGE.intValue();
    private static final int LONGEST_CONSTRAINT = Budget.CONSTRAINT.intValue();

    private ImageName() {}

    /** Why a text can be no image, and what to do. */
    public record Problem(String answer, String advice) {}

    /**
     * Why no registry can have such an image; empty if one can.
     *
     * @param written without alias; a text with a variable is taken as it is
     */
    public static Optional<Problem> problem(String written) {
        if (written.indexOf('$') >= 0 || written.indexOf('{') >= 0) {
            return Optional.empty();
        }
        int scheme = written.indexOf("://");
        if (scheme >= 0) {
            String plain = written.substring(0, scheme).equalsIgnoreCase("http")
                    ? ". For a registry without TLS " + WITHOUT_TLS
                    : "";
            return problem(written, "", "Leave out the scheme: " + shown(written.substring(scheme + 3)) + plain);
        }
        int slash = written.indexOf('/');
        int path = slash >= 0 && isHost(written.substring(0, slash)) ? slash + 1 : 0;
        int end = end(written, path);
        if (end > LONGEST) {
            return tooLong(written, end, LONGEST);
        }
        if (written.length() > LONGEST + LONGEST_CONSTRAINT) {
            return tooLong(written, written.length(), LONGEST + LONGEST_CONSTRAINT);
        }
        String name = written.substring(path, end);
        String small = name.toLowerCase(Locale.ROOT);
        if (!small.equals(name)) {
            return problem(
                    written,
                    ": it has capital letters",
                    "Write " + shown(written.substring(0, path) + small + written.substring(end)));
        }
        if (name.chars().anyMatch(Character::isWhitespace)) {
            return problem(written, ": it has a space", "Write <registry>/<name>, such as ghcr.io/my-org/app");
        }
        ImageReference read = ImageReference.of("", written);
        return PORT.matcher(written).lookingAt()
                        && read.registry().isEmpty()
                        && read.constraint().indexOf('/') > 0
                ? problem(
                        written,
                        ", but read as the image " + read.name()
                                + ": before a constraint a registry's host needs a dot",
                        "Give the constraint apart from the image")
                : Optional.empty();
    }

    private static Optional<Problem> tooLong(String written, int length, int most) {
        return problem(
                written,
                String.format(Locale.ROOT, ": it has %,d characters, more than %,d", length, most),
                "Write <registry>/<name>, such as ghcr.io/my-org/app");
    }

    private static boolean isHost(String first) {
        return first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
    }

    /** Where tag, constraint or digest begin. */
    private static int end(String written, int path) {
        for (int i = path; i < written.length(); i++) {
            if (written.charAt(i) == ':' || written.charAt(i) == '@') {
                return i;
            }
        }
        return written.length();
    }

    private static Optional<Problem> problem(String written, String why, String advice) {
        return Optional.of(new Problem("'" + shown(written) + "' is no image name" + why, advice));
    }

    private static String shown(String written) {
        return written.length() > SHOWN ? written.substring(0, SHOWN) + "…" : written;
    }
}
