package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A server with host keys of several types, as most are, and known hosts that name one of them. */
public class RealSshHostKeysTest {

    private static final List<String> TYPES = List.of("ed25519", "ecdsa", "rsa");

    @ClassRule
    public static final RealSsh SERVER = new RealSsh(TYPES);

    private static Path key;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitRemote remote;
    private RealRepository repository;

    @BeforeClass
    public static void makeKey() throws IOException {
        key = SERVER.generateKey("deploy", "ed25519", "");
        SERVER.authorize(key);
    }

    @Before
    public void create() throws IOException {
        String name = folder.getRoot().getName() + ".git";
        repository = SERVER.createRepository(name);
        remote = SERVER.remote(name, key, "");
    }

    @Test
    public void asksForTheKeyThatIsKnown() throws IOException, InterruptedException {
        for (String type : TYPES) {
            commit(SERVER.knownHosts(type));
            commit(hashed(SERVER.knownHosts(type)));
        }
        assertThat(repository.git("show", "main:list")).isEqualTo("x\n".repeat(6));
    }

    @Test
    public void refusesAnotherKeyOfTheSameType() throws IOException {
        Path other = SERVER.generateKey("other-host", "rsa", "");
        String line = SERVER.knownHosts().split(" ")[0] + " " + Files.readString(Path.of(other + ".pub"));

        for (String known : List.of(line, hashed(line))) {
            assertThatThrownBy(() -> commit(known))
                    .isInstanceOfSatisfying(
                            GitException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNTRUSTED_HOST_KEY))
                    .hasMessageContaining("which is not the one that is known");
        }
    }

    private void commit(String knownHosts) throws InterruptedException {
        new GitWorkspace(folder.getRoot().toPath())
                .commit(remote.withKnownHosts(knownHosts), BranchChange.on("main", Edits.append("list", "x\n")));
    }

    private String hashed(String line) throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, line);
        RealPrograms.run(
                folder.getRoot().toPath(),
                List.of(RealPrograms.require("ssh-keygen"), "-q", "-H", "-f", file.toString()));
        String hashed = Files.readString(file);
        assertThat(hashed).startsWith("|1|");
        return hashed;
    }
}
