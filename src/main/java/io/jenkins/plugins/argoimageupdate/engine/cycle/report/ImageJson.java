package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.StdConverter;

/**
 * The JSON of an {@link ImageReport}, the same members whatever was decided, {@code next} and {@code waits} where a version waits, and
 * {@code adopted} where a change by hand is written to Git.
 * Texts that there are none of are empty, versions {@link ImageVersion#UNKNOWN}; all else is null then, and so is what an older version
 * did not write.
 */
record ImageJson(
        String alias,
        String image,
        String strategy,
        String filter,
        Outcome outcome,
        ImageVersion from,
        ImageVersion to,
        String detail,
        @Nullable SelectionReport selection,
        @Nullable FailureReport failure,
        @Nullable RegistryReport registry,
        String parameter,
        @Nullable ImageState state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ImageVersion next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Wait waits,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Drift adopted) {

    /** Nothing is half read: whatever cannot be a report is refused. */
    ImageJson {
        Objects.requireNonNull(image);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
    }

    /** From a report. */
    static final class From extends StdConverter<ImageReport, ImageJson> {
        @Override
        public ImageJson convert(ImageReport report) {
            ImageSubject about = report.about();
            return new ImageJson(
                    about.alias(),
                    about.image(),
                    about.strategy(),
                    about.filter(),
                    report.outcome(),
                    report.from(),
                    report.to(),
                    report.detail(),
                    report.selection(),
                    report.failure(),
                    report.registry(),
                    about.parameter(),
                    report.state(),
                    report.notYet() == null ? null : report.notYet().next(),
                    report.notYet() == null ? null : report.notYet().reason(),
                    report.adopted());
        }
    }

    /** To a report. */
    static final class To extends StdConverter<ImageJson, ImageReport> {
        @Override
        public ImageReport convert(ImageJson json) {
            return json.report();
        }
    }

    private ImageReport report() {
        ImageSubject about = new ImageSubject(alias, image, strategy, filter, parameter);
        return new ImageReport(about, result(), selection, registry, state);
    }

    private ImageResult.@Nullable Waiting beyond() {
        return next == null || waits == null ? null : new ImageResult.Waiting(from, next, waits);
    }

    private ImageResult result() {
        return switch (outcome) {
            case UPDATED -> new ImageResult.Updated(from, to, beyond(), adopted);
            case CURRENT -> new ImageResult.Current(to);
            case WAITING -> new ImageResult.Waiting(to, next, waits);
            case SKIPPED -> new ImageResult.Skipped(detail);
            case FAILED -> new ImageResult.Failed(failure);
        };
    }
}
