package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * What is done about changes in the cluster by hand, and in whose name.
 *
 * @param by for the message of the commit and the hold; empty for nobody
 */
public record DriftSettings(DriftPolicy policy, String by) {

    public static final DriftSettings DEFAULT = new DriftSettings(DriftPolicy.REPORT, "");

    public DriftSettings {
        by = CleanText.line(by);
    }
}
