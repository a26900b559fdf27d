package io.jenkins.plugins.argoimageupdate.jenkins.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An image as the last update of its job found it.
 *
 * @param tag that runs; where no Argo CD tells, that is written; empty when no pod is ready or known
 * @param checked when the update was over
 * @param state how it is in the cluster; null where no Argo CD tells, and in what was kept before this was known
 * @param latest the tag that is to run; empty when none could be chosen, and in what was kept before this was known
 * @param status what to say of it; in what was kept before this was known, what was decided
 */
public record KnownImage(
        @JsonUnwrapped Subject about,
        String tag,
        Instant checked,
        @JsonUnwrapped Choice choice,
        @CheckForNull ImageState state,
        String latest,
        ImageStatus status) {

    public KnownImage {
        Objects.requireNonNull(about);
        Objects.requireNonNull(tag);
        Objects.requireNonNull(checked);
        Objects.requireNonNull(choice);
        latest = latest == null ? "" : latest;
        if (status == null) {
            status = choice.outcome == ImageReport.Outcome.UPDATED
                    ? ImageStatus.WRITTEN
                    : ImageStatus.watched(choice.outcome, state);
        }
    }

    /**
     * Which image it is, and how it is watched.
     *
     * @param name the alias, or the image's name where it has none
     * @param image registry and name, without tag
     * @param filter what the tag has to be, in words; empty for any
     * @param argocd the server's name; empty for none, and in what was kept before this was known
     * @param namespace of the Application; likewise
     */
    public record Subject(
            String application,
            String name,
            String image,
            String strategy,
            String filter,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String argocd,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String namespace) {

        /** Of an Application of which no more is known. */
        public Subject(String application, String name, String image, String strategy, String filter) {
            this(application, name, image, strategy, filter, "", "");
        }

        public Subject {
            argocd = argocd == null ? "" : argocd;
            namespace = namespace == null ? "" : namespace;
            Objects.requireNonNull(application);
            Objects.requireNonNull(name);
            Objects.requireNonNull(image);
            Objects.requireNonNull(strategy);
            Objects.requireNonNull(filter);
        }
    }

    /**
     * What was decided.
     *
     * @param error why it was left alone, or what went wrong besides its state; empty when all is well
     * @param retryAt when the registry may be asked again; null where it does not say, and in what was kept before this was known
     * @param waits what keeps the newest version from being written now; null for nothing, and likewise
     */
    public record Choice(
            ImageReport.Outcome outcome,
            String error,
            @CheckForNull Instant retryAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
            Wait waits) {

        /** One of a version that does not wait. */
        public Choice(ImageReport.Outcome outcome, String error, @CheckForNull Instant retryAt) {
            this(outcome, error, retryAt, null);
        }

        public Choice {
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(error);
        }
    }

    /** As holds name it. */
    public GuardedImage guarded() {
        return new GuardedImage(about.argocd, about.namespace, about.application, about.name, about.image);
    }

    /** What tells it from the other images of its job. */
    public ImageKey key() {
        return guarded().key();
    }

    /** The images of all Applications of a report, in its order. */
    public static List<KnownImage> of(CycleReport report) {
        List<KnownImage> images = new ArrayList<>();
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.images()) {
                images.add(of(application, image, report));
            }
        }
        return images;
    }

    private static KnownImage of(ApplicationReport application, ImageReport image, CycleReport report) {
        ImageStatus status = ImageStatus.of(application, image);
        return new KnownImage(
                new Subject(
                        application.name(),
                        image.name(),
                        image.about().image(),
                        image.about().strategy(),
                        image.about().filter(),
                        application.about().argocd(),
                        application.about().namespace()),
                tag(image, status),
                report.finished(),
                new Choice(
                        image.outcome(),
                        error(application, image, status),
                        image.failure() == null ? null : image.failure().retryAt(),
                        image.notYet() == null ? null : image.notYet().reason()),
                image.state(),
                image.newest().shown(),
                status);
    }

    private static String tag(ImageReport image, ImageStatus status) {
        if (image.state() != null) {
            return image.state().liveShown();
        }
        return status == ImageStatus.WRITTEN ? image.to().shown() : image.from().shown();
    }

    private static String error(ApplicationReport application, ImageReport image, ImageStatus status) {
        if (status == ImageStatus.NOT_WRITTEN) {
            return application.failure().message();
        }
        return image.failure() == null ? image.detail() : image.failure().message();
    }
}
