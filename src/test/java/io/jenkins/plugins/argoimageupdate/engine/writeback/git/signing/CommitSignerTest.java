package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommitSignerTest {

    private static final GitIdentity BOT = new GitIdentity("Bot", "bot@example.com");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Pushes a signed commit to a server and returns where its repository lies. */
    private Path push(CommitSigner signer) throws IOException, InterruptedException {
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.getRoot().toPath().resolve("server"))) {
            String url = server.createRepository("app", Map.of("a", "1\n"));
            GitWorkspace workspace = new GitWorkspace(folder.getRoot().toPath().resolve("cache"));
            CommitStyle style = new CommitStyle(BOT, BOT, true, signer);
            workspace.commit(
                    GitRemote.of(url, new GitCredentials.Anonymous()),
                    BranchChange.on("main", Edits.put("a", "2\n")).styled(style));
            return server.path("app");
        }
    }

    private String run(Path directory, Map<String, String> environment, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, RealPrograms.require(command[0]));
        return RealPrograms.run(directory, environment, words);
    }

    private Map<String, String> gnupg(String algorithm, String passphrase) throws IOException {
        Path home = Files.createTempDirectory(Path.of("/tmp"), "gnupg");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = Map.of("GNUPGHOME", home.toString());
        run(
                home,
                environment,
                "gpg",
                "--batch",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                passphrase,
                "--quick-generate-key",
                "Bot <bot@example.com>",
                algorithm,
                "sign",
                "never");
        return environment;
    }

    private String secretKey(Map<String, String> environment, String passphrase) {
        return run(
                folder.getRoot().toPath(),
                environment,
                "gpg",
                "--batch",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                passphrase,
                "--armor",
                "--export-secret-keys");
    }

    private void end(Map<String, String> environment) throws IOException {
        run(folder.getRoot().toPath(), environment, "gpgconf", "--kill", "all");
        CacheFiles.delete(Path.of(environment.get("GNUPGHOME")));
    }

    @Test
    public void signsWithOpenPgpSoThatGitVerifiesIt() throws IOException, InterruptedException {
        RealPrograms.requirePosix();
        RealPrograms.requireAll("gpg", "gpg-agent", "gpgconf", "git");
        for (String algorithm : List.of("ed25519", "rsa2048")) {
            String passphrase = algorithm.equals("rsa2048") ? "open sesame" : "";
            Map<String, String> environment = gnupg(algorithm, passphrase);
            String key = secretKey(environment, passphrase);
            OpenPgpCommitSigner signer = new OpenPgpCommitSigner(key, passphrase, "");
            Path repository = push(signer);
            assertThat(run(folder.getRoot().toPath(), environment, "gpg", "--fingerprint", "--with-colons"))
                    .contains(":" + signer.key().fingerprint() + ":");

            assertThat(run(repository, environment, "git", "verify-commit", "-v", "main"))
                    .contains("Good signature from \"Bot <bot@example.com>\"", "Signed-off-by: Bot");
            assertThatThrownBy(() -> new OpenPgpCommitSigner(key, passphrase, "DEADBEEF"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no secret key that may sign with id DEADBEEF");
            if (!passphrase.isEmpty()) {
                assertThatThrownBy(() -> new OpenPgpCommitSigner(key, "wrong", ""))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("the passphrase is wrong");
            }
            end(environment);
            CacheFiles.delete(repository);
        }
    }

    @Test
    public void signsWithSshSoThatGitVerifiesIt() throws IOException, InterruptedException {
        RealPrograms.requireAll("ssh-keygen", "git");
        Path root = folder.getRoot().toPath();
        for (String type : List.of("ed25519", "rsa", "ecdsa")) {
            run(root, Map.of(), "ssh-keygen", "-q", "-t", type, "-N", "open sesame", "-f", type);
            String key = Files.readString(root.resolve(type));
            SshCommitSigner signer = new SshCommitSigner(key, "open sesame");
            Path repository = push(signer);
            assertThat(run(root, Map.of(), "ssh-keygen", "-l", "-f", type + ".pub"))
                    .contains(" " + signer.key().fingerprint() + " ");
            Path allowed = root.resolve("allowed");
            Files.writeString(allowed, "bot@example.com " + Files.readString(root.resolve(type + ".pub")));

            assertThat(run(
                            repository,
                            Map.of(),
                            "git",
                            "-c",
                            "gpg.ssh.allowedSignersFile=" + allowed,
                            "verify-commit",
                            "-v",
                            "main"))
                    .contains("Good \"git\" signature for bot@example.com");
            assertThat(run(repository, Map.of(), "git", "fsck", "--full", "--strict"))
                    .doesNotContain("error", "warning");
            CacheFiles.delete(repository);
        }
    }

    @Test
    public void refusesWhatIsNoKey() {
        assertThatThrownBy(() -> new OpenPgpCommitSigner("nonsense", "", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("use the OpenPGP key");
        assertThatThrownBy(() -> new SshCommitSigner("nonsense", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("use the SSH private key");
    }
}
