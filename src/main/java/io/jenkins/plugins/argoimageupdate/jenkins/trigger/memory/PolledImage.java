package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the last poll says of one image.
 *
 * @param live the tags that ready pods run; empty when none does, or that is not known
 * @param latest the tag that is to run now or later; empty when none could be chosen
 * @param tags how many the registry has; null where it was not asked, and in what was kept before this was known
 * @param registry how the registry was asked; null likewise
 * @param state how it is in the cluster; null where no Argo CD tells, and likewise
 */
public record PolledImage(
        @JsonUnwrapped Subject about,
        String live,
        String latest,
        Instant checked,
        @JsonUnwrapped Choice choice,
        @CheckForNull Integer tags,
        @CheckForNull RegistryReport registry,
        @CheckForNull ImageState state) {

    public PolledImage {
        Objects.requireNonNull(about);
        Objects.requireNonNull(live);
        Objects.requireNonNull(latest);
        Objects.requireNonNull(checked);
        Objects.requireNonNull(choice);
    }

    /**
     * Which image it is, and how it is watched.
     *
     * @param url of the Application in Argo CD; empty for none
     * @param alias empty for none
     * @param filter what the tag has to be, in words; empty for any
     * @param argocd the server's name; empty for none, and in what was kept before this was known
     * @param namespace of the Application; likewise
     */
    public record Subject(
            String application,
            String url,
            String alias,
            String image,
            String strategy,
            String filter,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String argocd,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String namespace) {

        public Subject {
            argocd = argocd == null ? "" : argocd;
            namespace = namespace == null ? "" : namespace;
            Objects.requireNonNull(application);
            Objects.requireNonNull(url);
            Objects.requireNonNull(alias);
            Objects.requireNonNull(image);
            Objects.requireNonNull(strategy);
            Objects.requireNonNull(filter);
        }
    }

    /**
     * What was decided.
     *
     * @param error what went wrong, with advice; else why it is left alone; empty when all is well
     * @param retryAt when the registry may be asked again; null where it does not say, and in what was kept before this was known
     * @param waits what keeps the newest version from being written now; null for nothing, and likewise
     */
    public record Choice(
            ImageReport.Outcome outcome,
            boolean rateLimited,
            String error,
            @CheckForNull Instant retryAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
            Wait waits) {

        public Choice {
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(error);
        }

        private static Choice of(ImageReport image) {
            FailureReport failure = image.failure();
            Wait waits = image.notYet() == null ? null : image.notYet().reason();
            return failure == null
                    ? new Choice(image.outcome(), false, image.detail(), null, waits)
                    : new Choice(image.outcome(), isRateLimited(failure), failure.message(), failure.retryAt(), null);
        }

        private static boolean isRateLimited(FailureReport failure) {
            return failure.reason() == Reason.RATE_LIMITED || failure.retryAt() != null;
        }
    }

    /** The images of all Applications of a report, in its order. */
    public static List<PolledImage> of(CycleReport report) {
        List<PolledImage> states = new ArrayList<>();
        report.applications()
                .forEach(application ->
                        application.images().forEach(image -> states.add(of(application, image, report.finished()))));
        return states;
    }

    private static PolledImage of(ApplicationReport application, ImageReport image, Instant checked) {
        return new PolledImage(
                new Subject(
                        application.name(),
                        application.about().url(),
                        image.about().alias(),
                        image.about().image(),
                        image.about().strategy(),
                        image.about().filter(),
                        application.about().argocd(),
                        application.about().namespace()),
                live(image),
                image.newest().shown(),
                checked,
                Choice.of(image),
                image.selection() == null ? null : image.selection().listed(),
                image.registry(),
                image.state());
    }

    private static String live(ImageReport image) {
        return image.state() == null ? image.from().shown() : image.state().liveShown();
    }

    /** Whether what runs is not what was chosen, or cannot start. */
    public boolean isBroken() {
        return state != null && state.isBroken();
    }

    /** Whether it is rolling out or broken. */
    public boolean isUnsettled() {
        return state != null && state.isUnsettled();
    }

    /** Such as {@code frontend main-dead001 cannot start: ErrImagePull …}; the name alone where no Argo CD tells. */
    public String describe() {
        return state == null ? key().label() : key().label() + " " + state.describe();
    }

    /** Which image it is about, as {@link PlannedChange#subject} says it. */
    String subject() {
        return key().toString();
    }

    /** As holds name it. */
    GuardedImage guarded() {
        return new GuardedImage(about.argocd, about.namespace, about.application, about.alias, about.image);
    }

    /** What tells it from the other images of its job. */
    public ImageKey key() {
        return guarded().key();
    }

    /** Whether its repository, where that is known, goes by a name: that of {@link #repositoryKey}, or as the image writes it. */
    boolean isOf(String repository) {
        if (registry == null) {
            return false;
        }
        ImageReference image = ImageReference.parse(about.image);
        return repositoryKey().equals(repository)
                || RepositoryKeys.of(image.registry(), image.name()).equals(repository);
    }

    /** The repository as {@link RepositoryKeys} call it; empty when not known. */
    public String repositoryKey() {
        return registry == null ? "" : RepositoryKeys.of(registry.registry(), registry.repository());
    }
}
