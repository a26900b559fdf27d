package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

/**
 * How a commit is signed.
 *
 * @param format {@code OpenPGP} or {@code SSH}
 * @param fingerprint of the key
 */
public record SignatureReport(String format, String fingerprint) {}
