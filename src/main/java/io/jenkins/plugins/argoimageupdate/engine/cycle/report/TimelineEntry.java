package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;

/** Something that happened at a moment, in words. */
public record TimelineEntry(Instant at, String what) {

    public TimelineEntry {
        what = CleanText.line(what);
    }
}
