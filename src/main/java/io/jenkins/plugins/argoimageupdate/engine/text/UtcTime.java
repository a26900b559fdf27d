package io.jenkins.plugins.argoimageupdate.engine.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in texts that are kept, where “2 h ago” would not stay true. */
public final class UtcTime {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private UtcTime() {}

    /** Such as {@code 2026-11-30 00:10 UTC}. */
    public static String minute(Instant at) {
        return MINUTES.format(at);
    }
}
