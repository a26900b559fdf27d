package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.time.Instant;

/** Something that happened at a moment, in words. */
public record TimelineEntry(Instant at, String what) {}
