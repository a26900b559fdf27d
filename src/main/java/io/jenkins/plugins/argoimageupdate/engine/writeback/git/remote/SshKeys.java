package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads SSH private keys. */
public final class SshKeys {

    private SshKeys() {}

    /**
     * @param passphrase empty for none
     * @throws ConfigurationException if there is no key in the text, or the passphrase does not open it
     */
    public static KeyPair read(String pem, String passphrase) {
        byte[] text = (pem.replace("\r\n", "\n").strip() + "\n").getBytes(StandardCharsets.UTF_8);
        FilePasswordProvider passphrases =
                passphrase.isEmpty() ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase);
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("SSH key"), new ByteArrayInputStream(text), passphrases);
            if (keys != null && keys.iterator().hasNext()) {
                return keys.iterator().next();
            }
            throw unusable("no private key in the text", null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (e instanceof ConfigurationException unusable) {
                throw unusable;
            }
            throw unusable(
                    passphrase.isEmpty()
                            ? "it cannot be read, or it needs a passphrase"
                            : "it cannot be read, or the passphrase is wrong",
                    e);
        }
    }

    /**
     * An error about a private key; it says nothing of the key itself.
     *
     * @param answer what is wrong with it
     * @param cause null for none
     */
    public static ConfigurationException unusable(String answer, @Nullable Exception cause) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "use the SSH private key",
                answer,
                "Give the whole key as ssh-keygen writes it, and its passphrase if it has one",
                cause);
    }
}
