package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * What is in credentials that were found.
 *
 * @param need for the messages when it is not what is needed
 */
record CredentialContent(StandardCredentials found, CredentialRequest need) {

    private static final int MAX_FILE_BYTES = 1 << 20;

    record UserPassword(String user, String password) {
        @Override
        public String toString() {
            return "user " + user;
        }
    }

    Optional<UserPassword> userPassword() {
        return found instanceof StandardUsernamePasswordCredentials pair
                ? Optional.of(new UserPassword(pair.getUsername(), Secret.toString(pair.getPassword())))
                : Optional.empty();
    }

    Optional<GitCredentials.SshKey> sshKey() {
        return found instanceof SSHUserPrivateKey key ? Optional.of(sshKey(key)) : Optional.empty();
    }

    private GitCredentials.SshKey sshKey(SSHUserPrivateKey key) {
        String privateKey = key.getPrivateKeys().stream()
                .findFirst()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> CredentialErrors.badContent(
                        need, Messages.CredentialResolver_noKey(), Messages.CredentialResolver_noKey_advice()));
        return new GitCredentials.SshKey(key.getUsername(), privateKey, Secret.toString(key.getPassphrase()));
    }

    boolean isFile() {
        return found instanceof FileCredentials;
    }

    /** The content of a secret text; fails for any other kind. */
    String secretText() {
        if (found instanceof StringCredentials text) {
            return text.getSecret().getPlainText();
        }
        throw wrongKind();
    }

    /** The content of a secret file or text; fails for any other kind. */
    String fileOrText() {
        return found instanceof FileCredentials file ? read(file) : secretText();
    }

    ConfigurationException wrongKind() {
        return CredentialErrors.wrongKind(need, found);
    }

    private String read(FileCredentials file) {
        try (InputStream content = file.getContent()) {
            return new String(content.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CredentialErrors.badContent(
                    need, Messages.Content_unreadable(), Messages.Content_unreadable_advice());
        }
    }

    @Override
    public String toString() {
        return need.id();
    }
}
