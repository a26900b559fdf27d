package io.jenkins.plugins.argoimageupdate.engine.selection;

import java.time.Duration;

/**
 * Hears how far the reading of many tags has come, every few seconds while it takes long. Called by several threads, one at a time.
 */
@FunctionalInterface
public interface FetchProgress {

    /** For callers that wait in silence. */
    FetchProgress SILENT = (done, all, left) -> {};

    /**
     * @param done tags read so far
     * @param all tags to read
     * @param left how long the rest will take at the rate so far
     */
    void fetched(int done, int all, Duration left);
}
