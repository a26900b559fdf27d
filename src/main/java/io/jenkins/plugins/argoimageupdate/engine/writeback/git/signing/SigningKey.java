package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;

/**
 * The key that signs a commit, as far as everybody may know it.
 *
 * @param format {@code OpenPGP} or {@code SSH}
 * @param fingerprint as {@code gpg} prints it, hexadecimal, or as {@code ssh-keygen -l} does, {@code SHA256:…}
 */
public record SigningKey(String format, String fingerprint) {}
