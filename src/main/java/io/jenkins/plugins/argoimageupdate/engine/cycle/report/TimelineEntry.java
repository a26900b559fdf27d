package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.Objects;

/** Something that happened at a moment, in words. */
public record TimelineEntry(Instant at, String what) {

    public TimelineEntry {
        Objects.requireNonNull(at);
        what = CleanText.line(what);
    }
}
