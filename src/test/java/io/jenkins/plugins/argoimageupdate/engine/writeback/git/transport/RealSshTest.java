package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.PushOutcome;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealSsh;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RealSshTest {

    @ClassRule
    public static final RealSsh SERVER = new RealSsh();

    private static Path key;
    private static int repositories;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String name;
    private RealRepository repository;
    private GitWorkspace workspace;

    @BeforeClass
    public static void makeKey() throws IOException {
        key = SERVER.generateKey("deploy", "ed25519", "");
        SERVER.authorize(key);
    }

    @Before
    public void create() throws IOException {
        name = "charts" + repositories++ + ".git";
        repository = SERVER.createRepository(name);
        workspace = new GitWorkspace(folder.getRoot().toPath());
    }

    private static BranchChange change() {
        return BranchChange.on("main", Edits.append("list", "x\n"));
    }

    @Test
    public void pushesWithKeysOfAnyUsualType() throws IOException, InterruptedException {
        for (String type : new String[] {"ed25519", "rsa", "ecdsa"}) {
            for (String passphrase : new String[] {"", "open sesame"}) {
                Path other = SERVER.generateKey(type + passphrase.length(), type, passphrase);
                SERVER.authorize(other);

                assertThat(workspace.commit(SERVER.remote(name, other, passphrase), change()))
                        .isInstanceOf(PushOutcome.Pushed.class);
            }
        }
        assertThat(repository.git("show", "main:list")).isEqualTo("x\n".repeat(6));
        assertThat(repository.git("fsck", "--full", "--strict")).doesNotContain("error");
    }

    @Test
    public void saysHowToAddAnUnknownHost() throws IOException {
        GitRemote remote =
                SERVER.remote(name, key, "").withKnownHosts("other.example.com ssh-ed25519 AAAA\n# note\n\n");

        assertRefused(remote, Reason.UNTRUSTED_HOST_KEY)
                .hasMessageContaining(SERVER.hostKeyFingerprint())
                .hasMessageContaining("add this line to the known hosts: "
                        + SERVER.knownHosts().strip().replaceFirst(" host_ed25519$", ""));
    }

    @Test
    public void refusesAHostWhoseKeyHasChanged() throws IOException {
        Path other = SERVER.generateKey("other-host" + repositories, "ed25519", "");
        String line = SERVER.knownHosts().split(" ")[0] + " " + Files.readString(Path.of(other + ".pub"));

        assertRefused(SERVER.remote(name, key, "").withKnownHosts(line), Reason.UNTRUSTED_HOST_KEY)
                .hasMessageContaining("which is not the one that is known");
    }

    @Test
    public void refusesARevokedHostKey() throws IOException {
        String lines = SERVER.knownHosts() + "@revoked " + SERVER.knownHosts();

        assertRefused(SERVER.remote(name, key, "").withKnownHosts(lines), Reason.UNTRUSTED_HOST_KEY);
    }

    @Test
    public void saysThatTheServerDoesNotAcceptTheKey() throws IOException {
        Path stranger = SERVER.generateKey("stranger" + repositories, "ed25519", "");

        assertRefused(SERVER.remote(name, stranger, ""), Reason.UNAUTHORIZED)
                .hasMessageContaining("does not accept the SSH key for user");
    }

    @Test
    public void saysThatAKeyCannotBeUsed() throws IOException {
        Path locked = SERVER.generateKey("locked" + repositories, "ed25519", "right");

        assertThatThrownBy(() -> workspace.commit(SERVER.remote(name, locked, "wrong"), change()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("passphrase is wrong")
                .hasMessageNotContaining("PRIVATE KEY");
        assertThatThrownBy(() -> workspace.commit(SERVER.remote(name, locked, ""), change()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs a passphrase");
        GitRemote noKey = GitRemote.of(SERVER.url(name), new GitCredentials.SshKey("", "nonsense", ""));
        assertThatThrownBy(() -> workspace.commit(noKey, change()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no private key in the text");
    }

    @Test
    public void saysThatThereIsNoSuchRepository() throws IOException {
        assertRefused(SERVER.remote("nothing.git", key, ""), Reason.NOT_FOUND)
                .hasMessageContaining("there is no such repository");
    }

    @Test
    public void saysThatSha256IsNotSupported() throws IOException {
        String sha256 = "sha256-" + repositories++ + ".git";
        SERVER.createSha256Repository(sha256);

        assertRefused(SERVER.remote(sha256, key, ""), Reason.INVALID_CONFIGURATION)
                .hasMessageContaining(sha256)
                .hasMessageContaining("SHA-256");
    }

    @Test(timeout = 120_000)
    public void livesThroughAHookThatNeverEndsItsLine() throws IOException {
        repository.hook("pre-receive", "head -c 30000000 /dev/zero | tr '\\0' x >&2; exit 1");

        assertRefused(SERVER.remote(name, key, ""), Reason.PUSH_REJECTED).hasMessageContaining("hook declined");
    }

    @Test
    public void carriesOverWhatAHookSays() throws IOException {
        repository.hook("update", "echo 'GH006: Protected branch update failed' >&2; exit 1");

        assertRefused(SERVER.remote(name, key, ""), Reason.PUSH_REJECTED)
                .hasMessageContaining("hook declined")
                .hasMessageContaining("GH006: Protected branch update failed");
    }

    @Test
    public void saysThatNothingListens() throws IOException {
        try (Socket taken = new Socket()) { // and listens to nobody
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String closed = SERVER.url(name).replaceFirst(":[0-9]+/", ":" + taken.getLocalPort() + "/");
            GitRemote remote = GitRemote.of(closed, SERVER.remote(name, key, "").credentials());

            assertRefused(remote, Reason.UNREACHABLE).hasMessageContaining("refused");
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(GitRemote remote, Reason reason) {
        var failure =
                assertThatThrownBy(() -> workspace.commit(remote, change())).isInstanceOf(GitException.class);
        failure.extracting(thrown -> ((GitException) thrown).reason()).isEqualTo(reason);
        return failure;
    }
}
