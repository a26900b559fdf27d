package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Commits that go to the real OpenSSH server, signed, with keys of any usual type. */
public class RunOverSshTest {

    @ClassRule
    public static final RealSsh SERVER = new RealSsh();

    private static final String PASSPHRASE = "open sesame";
    private static int names;

    @Rule
    public final ConnectedDemo demo = new ConnectedDemo();

    @Before
    public void pushAVersion() throws Exception {
        demo.world().push(DemoWorld.FRONTEND, "main-b99bc73", Instant.now());
        demo.write("known_hosts", SERVER.knownHosts());
        demo.write("passphrase", PASSPHRASE);
    }

    @Test
    public void signsAndPushesWithSshKeysOfAnyUsualType() throws Exception {
        for (String type : List.of("ed25519", "rsa", "ecdsa")) {
            for (boolean locked : new boolean[] {false, true}) {
                Path key = SERVER.generateKey("key" + names++, type, locked ? PASSPHRASE : "");
                SERVER.authorize(key);
                String opened = locked ? ", passphrase: 'file:passphrase'" : "";

                RealRepository repository = update(key, opened, "{method: ssh, key: 'file:" + key + "'" + opened + "}");
                assertThat(repository.git("cat-file", "commit", "main"))
                        .as(type)
                        .contains("-----BEGIN SSH SIGNATURE-----");
            }
        }
    }

    @Test
    public void signsWithOpenPgpKeysOfAnyUsualType() throws Exception {
        RealPrograms.requireAll("gpg", "gpg-agent", "gpgconf");
        Path key = SERVER.generateKey("key" + names++, "ed25519", "");
        SERVER.authorize(key);
        for (String algorithm : List.of("ed25519", "rsa2048")) {
            Path home = Files.createTempDirectory(Path.of("/tmp"), "gnupg");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            gpg(home, "--quick-generate-key", "Bot <bot@example.com>", algorithm, "sign", "never");
            demo.write("secret.asc", gpg(home, "--armor", "--export-secret-keys"));

            RealRepository repository = update(key, "", "{key: 'file:secret.asc', passphrase: 'file:passphrase'}");
            assertThat(repository.git("cat-file", "commit", "main"))
                    .as(algorithm)
                    .contains("-----BEGIN PGP SIGNATURE-----");
            RealPrograms.run(
                    home,
                    Map.of("GNUPGHOME", home.toString()),
                    List.of(RealPrograms.require("gpgconf"), "--kill", "all"));
            CacheFiles.delete(home);
        }
    }

    private static String gpg(Path home, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                RealPrograms.require("gpg"), "--batch", "--pinentry-mode", "loopback", "--passphrase", PASSPHRASE));
        command.addAll(List.of(arguments));
        return RealPrograms.run(home, Map.of("GNUPGHOME", home.toString()), command);
    }

    private RealRepository update(Path key, String opened, String signing) throws IOException {
        String name = "charts" + names++ + ".git";
        RealRepository repository = SERVER.createRepository(name);
        Path work = demo.folder().resolve(name);
        repository.git("worktree", "add", "--quiet", work.toString(), "main");
        Files.writeString(work.resolve(".argocd-source-example.yaml"), "helm: {parameters: []}\n");
        repository.git("-C", work.toString(), "add", ".argocd-source-example.yaml");
        repository.git(
                "-C", work.toString(), "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-m", "A");
        repository.git("worktree", "remove", "--force", work.toString());
        Path file = demo.write("watch.yaml", """
                applications: [{name: example}]
                git: {url: '%s', branch: main, credentialsId: deploy}
                %s  git: {knownHostsFile: known_hosts}
                  credentials: {deploy: {privateKey: 'file:%s'%s}}
                  commit: {name: Bot, email: bot@example.com, signing: %s}
                """.formatted(SERVER.url(name), demo.connections(), key, opened, signing));
        CommandLineRun run =
                CommandLineRun.of("run", file.toString(), "--once", "--wait-for", "none", "--cache-dir", demo.cache());
        assertThat(run.out()).contains("committed");
        assertThat(run.err()).isEmpty();
        return repository;
    }
}
