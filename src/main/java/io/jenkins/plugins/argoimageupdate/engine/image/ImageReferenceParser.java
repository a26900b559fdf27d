package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an image as the Image Updater does ({@code registry-scanner/pkg/image/image.go}, {@code NewFromIdentifier}): by the
 * grammar of distribution/reference 0.6.0, and by simple splitting for what that grammar refuses, such as a version
 * constraint or upper-case letters.
 */
final class ImageReferenceParser {

    private static final String DEFAULT_DOMAIN = "docker.io";
    private static final String LEGACY_DEFAULT_DOMAIN = "index.docker.io";
    private static final String OFFICIAL_NAMESPACE = "library/";
    private static final int MAX_PATH_LENGTH = 255;
    /** Host, path, tag and digest as long as each can be; what is longer is read by splitting. */
    private static final int MAX_LENGTH = Budget.IMAGE.intValue();

    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
    private static final Pattern REFERENCE = referenceGrammar();

    private ImageReferenceParser() {}

    static ImageReference parse(String text) {
        int equals = text.indexOf('=');
        String alias = equals < 0 ? "" : text.substring(0, equals);
        String image = text.substring(equals + 1);
        return parse(alias, image);
    }

    static ImageReference parse(String alias, String image) {
        return normalized(alias, image).orElseGet(() -> split(alias, image));
    }

    private static Optional<ImageReference> normalized(String alias, String image) {
        if (image.length() > MAX_LENGTH || IDENTIFIER.matcher(image).matches()) {
            return Optional.empty();
        }
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        String domain = DEFAULT_DOMAIN;
        String remote = image;
        if (isDomain(first)) {
            domain = first.equals(LEGACY_DEFAULT_DOMAIN) ? DEFAULT_DOMAIN : first;
            remote = image.substring(slash + 1);
        }
        if (domain.equals(DEFAULT_DOMAIN) && remote.indexOf('/') < 0) {
            remote = OFFICIAL_NAMESPACE + remote;
        }
        int colon = remote.indexOf(':');
        String path = colon < 0 ? remote : remote.substring(0, colon);
        if (!path.toLowerCase(Locale.ROOT).equals(path)) {
            return Optional.empty();
        }
        return match(alias, image, domain + "/" + remote);
    }

    private static boolean isDomain(String component) {
        return component.equals("localhost")
                || component.indexOf('.') >= 0
                || component.indexOf(':') >= 0
                || !component.toLowerCase(Locale.ROOT).equals(component);
    }

    private static Optional<ImageReference> match(String alias, String written, String canonical) {
        Matcher matcher = REFERENCE.matcher(canonical);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String domain = orEmpty(matcher.group(1));
        String path = matcher.group(2);
        String tag = matcher.group(3);
        String digest = matcher.group(4);
        if (path.length() > MAX_PATH_LENGTH || digest != null && !isKnownDigest(digest)) {
            return Optional.empty();
        }
        boolean hub = domain.equals(DEFAULT_DOMAIN);
        String registry = hub && !written.startsWith(DEFAULT_DOMAIN) ? "" : domain;
        String name = hub && path.startsWith(OFFICIAL_NAMESPACE) && !written.startsWith(OFFICIAL_NAMESPACE)
                ? path.substring(OFFICIAL_NAMESPACE.length())
                : path;
        ImageTag imageTag = tag == null && digest == null ? null : new ImageTag(orEmpty(tag), orEmpty(digest));
        return Optional.of(new ImageReference(alias, registry, name, imageTag));
    }

    private static boolean isKnownDigest(String digest) {
        int colon = digest.indexOf(':');
        String hex = digest.substring(colon + 1);
        int length;
        switch (digest.substring(0, colon)) {
            case "sha256":
                length = 64;
                break;
            case "sha384":
                length = 96;
                break;
            case "sha512":
                length = 128;
                break;
            default:
                return false;
        }
        return hex.length() == length && hex.equals(hex.toLowerCase(Locale.ROOT));
    }

    private static ImageReference split(String alias, String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean hasRegistry = first.indexOf('.') >= 0;
        String registry = hasRegistry && first.indexOf('=') < 0 ? first : "";
        String rest = hasRegistry ? image.substring(slash + 1) : image;
        int at = rest.indexOf('@');
        if (at >= 0) {
            String digest = rest.substring(at + 1);
            String tagged = rest.substring(0, at);
            int colon = tagged.lastIndexOf(':');
            if (colon <= tagged.lastIndexOf('/')) {
                return new ImageReference(alias, registry, tagged, new ImageTag("", digest));
            }
            return new ImageReference(
                    alias, registry, tagged.substring(0, colon), new ImageTag(tagged.substring(colon + 1), digest));
        }
        int colon = rest.indexOf(':');
        if (colon < 0) {
            return new ImageReference(alias, registry, rest, null);
        }
        return new ImageReference(
                alias, registry, rest.substring(0, colon), ImageTag.ofName(rest.substring(colon + 1)));
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }

    /**
     * Possessive throughout, as no part can begin with what may follow the one before it: a match takes time in proportion to the length,
     * and no stack.
     */
    private static Pattern referenceGrammar() {
        String label = "[a-zA-Z0-9]++(?:-++[a-zA-Z0-9]++)*+";
        String host = "(?:" + label + "(?:\\." + label + ")*+|\\[[a-fA-F0-9:]++\\])(?::[0-9]++)?+";
        String component = "[a-z0-9]++(?:(?:__|[._]|-++)[a-z0-9]++)*+";
        String path = component + "(?:/" + component + ")*+";
        String tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}+";
        String digest = "[A-Za-z][A-Za-z0-9]*+(?:[-_+.][A-Za-z][A-Za-z0-9]*+)*+:[0-9a-fA-F]{32,}+";
        return Pattern.compile("(?:(" + host + ")/)?(" + path + ")(?::(" + tag + "))?(?:@(" + digest + "))?");
    }
}
