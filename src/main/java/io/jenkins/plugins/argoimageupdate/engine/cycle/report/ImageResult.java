package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was decided on an image. */
public sealed interface ImageResult {

    /**
     * Its tag changes.
     *
     * @param from what was live; {@link ImageVersion#UNKNOWN} if nothing was
     * @param to what is to be live
     * @param beyond a still newer one that is not written yet; null for none
     * @param adopted the change by hand that is written to Git; null for a version that is chosen
     */
    record Updated(
            ImageVersion from,
            ImageVersion to,
            @Nullable Waiting beyond,
            @Nullable Drift adopted) implements ImageResult {

        public Updated {
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
        }

        /** To the newest version. */
        public Updated(ImageVersion from, ImageVersion to) {
            this(from, to, null, null);
        }
    }

    /** It stays. */
    record Current(ImageVersion version) implements ImageResult {

        public Current {
            Objects.requireNonNull(version);
        }
    }

    /**
     * It stays for now.
     *
     * @param version that is live
     * @param next the newer one
     */
    record Waiting(ImageVersion version, ImageVersion next, Wait reason) implements ImageResult {

        public Waiting {
            Objects.requireNonNull(version);
            Objects.requireNonNull(next);
            Objects.requireNonNull(reason);
        }
    }

    /** It was left alone. */
    record Skipped(String why) implements ImageResult {

        public Skipped {
            why = CleanText.line(why);
        }
    }

    /** No tag could be chosen for it, or not be written. */
    record Failed(FailureReport failure) implements ImageResult {

        public Failed {
            Objects.requireNonNull(failure);
        }
    }
}
