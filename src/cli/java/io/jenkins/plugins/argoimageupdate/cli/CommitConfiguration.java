package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CommitSettings;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.OpenPgpCommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.SshCommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How commits are written, as the connections say. */
record CommitConfiguration(CommitSettings settings) {

    static final CommitConfiguration DEFAULT = new CommitConfiguration(CommitSettings.DEFAULT);

    static CommitConfiguration of(ConfigNode node, @Nullable Path directory) {
        node.allow(Set.of("name", "email", "signOff", "messageFile", "signing"));
        GitIdentity identity = new GitIdentity(
                Objects.requireNonNullElse(node.text("name"), GitIdentity.DEFAULT.name()),
                Objects.requireNonNullElse(node.text("email"), GitIdentity.DEFAULT.email()));
        CommitMessageTemplate message = node.get("messageFile")
                .map(path -> template(TextFile.path(path, directory)))
                .orElseGet(() -> CommitMessageTemplate.parse(CommitMessageTemplate.DEFAULT));
        CommitStyle style = new CommitStyle(
                identity,
                identity,
                Boolean.TRUE.equals(node.flag("signOff")),
                node.get("signing").map(signing -> signer(signing, directory)).orElse(null));
        return new CommitConfiguration(new CommitSettings(style, message));
    }

    /** @throws ConfigurationException naming the file */
    static CommitMessageTemplate template(Path file) {
        String source = TextFile.read(file);
        try {
            return CommitMessageTemplate.parse(source);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(e.reason(), e.attempted() + " " + file, e.answer(), e.advice(), e);
        }
    }

    private static CommitSigner signer(ConfigNode node, @Nullable Path directory) {
        node.allow(Set.of("method", "key", "passphrase", "keyId"));
        String key = node.get("key")
                .map(secret -> SecretSource.read(secret, directory) + "\n")
                .orElseThrow(() -> node.unusable("it has no key", "Write key: file:<path of the private key>"));
        String passphrase = node.get("passphrase")
                .map(secret -> SecretSource.read(secret, directory))
                .orElse("");
        String method = Objects.requireNonNullElse(node.text("method"), "openpgp");
        return switch (method) {
            case "openpgp" ->
                new OpenPgpCommitSigner(key, passphrase, Objects.requireNonNullElse(node.text("keyId"), ""));
            case "ssh" -> new SshCommitSigner(key, passphrase);
            default -> throw node.unusable("there is no way to sign '" + method + "'", "Write openpgp or ssh");
        };
    }
}
