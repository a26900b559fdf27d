package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.Objects;

/**
 * What became of one tag.
 *
 * @param created null when not known
 */
public record TagReport(String tag, Instant created, TagVerdict.Outcome outcome, String detail) {

    public TagReport {
        tag = CleanText.line(tag);
        Objects.requireNonNull(outcome);
        detail = CleanText.line(detail);
    }
}
