package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * How a commit is signed.
 *
 * @param format {@code OpenPGP} or {@code SSH}
 * @param fingerprint of the key
 */
public record SignatureReport(String format, String fingerprint) {

    public SignatureReport {
        format = CleanText.line(format);
        fingerprint = CleanText.line(fingerprint);
    }
}
