package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of an image.
 *
 * @param tag empty for none
 * @param digest empty when not known
 * @param created when it was built (or pushed, for newest-push); null when not known
 * @param sourceCommit {@code org.opencontainers.image.revision} of its labels; empty when it does not tell
 */
public record ImageVersion(
        String tag, String digest, @Nullable Instant created, String sourceCommit) {

    public ImageVersion {
        tag = CleanText.line(tag);
        digest = CleanText.line(digest);
        sourceCommit = CleanText.line(sourceCommit);
    }

    public static final ImageVersion UNKNOWN = new ImageVersion("", "", null, "");

    private static final String REVISION = "org.opencontainers.image.revision";

    /** A tag with what its registry says of it. */
    public static ImageVersion of(RegistryTag tag) {
        return new ImageVersion(
                tag.name(), tag.digest(), tag.created(), tag.labels().getOrDefault(REVISION, ""));
    }

    /** @param tag null for none */
    public static ImageVersion of(@Nullable ImageTag tag) {
        return tag == null ? UNKNOWN : new ImageVersion(tag.name(), tag.digest(), null, "");
    }

    /** The tag if there is one, else the start of the digest. */
    public String shown() {
        if (!tag.isEmpty()) {
            return tag;
        }
        return shortDigest();
    }

    /** The same with the start of the digest where another version has the same tag, or is known by its digest alone. */
    public String shownBeside(ImageVersion other) {
        boolean byDigest = tag.equals(other.tag) || other.tag.isEmpty() && !other.digest.isEmpty();
        boolean told = !byDigest || digest.isEmpty() || digest.equals(other.digest);
        return told ? shown() : tag.isEmpty() ? shortDigest() : tag + "@" + shortDigest();
    }

    /** Tag and digest, each as far as it is there: {@code tag@digest}. */
    public String full() {
        return tag + (digest.isEmpty() ? "" : "@" + digest);
    }

    private String shortDigest() {
        return digest.length() > 19 ? digest.substring(0, 19) : digest;
    }
}
