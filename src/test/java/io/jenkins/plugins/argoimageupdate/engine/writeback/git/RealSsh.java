package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The real OpenSSH server on a free loopback port, with a host key of its own; whoever it lets in can only use Git. */
public final class RealSsh extends ExternalResource {

    private final TemporaryFolder folder = new TemporaryFolder();
    private final List<String> hostKeyTypes;
    private RealServer sshd;
    private String gitShell;

    /** With one host key. */
    public RealSsh() {
        this(List.of("ed25519"));
    }

    /** @param hostKeyTypes as for {@code ssh-keygen -t} */
    public RealSsh(List<String> hostKeyTypes) {
        this.hostKeyTypes = hostKeyTypes;
    }

    @Override
    protected void before() throws Throwable {
        RealPrograms.requirePosix();
        RealPrograms.requireAll("sshd", "ssh-keygen", "git-shell", "git");
        String program = RealPrograms.require("sshd");
        gitShell = RealPrograms.require("git-shell");
        requireALoginShell();
        if (isRoot()) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        folder.create();
        Path root = folder.getRoot().toPath();
        Files.createDirectory(root.resolve("repositories"));
        Files.writeString(root.resolve("authorized_keys"), "");
        String hostKeys = hostKeyTypes.stream()
                .map(type -> "HostKey \"" + generateKey("host_" + type, type, "") + "\"")
                .collect(Collectors.joining("\n"));
        try {
            sshd = RealServer.start(root, root.resolve("sshd.log"), port -> {
                Files.writeString(root.resolve("sshd_config"), configuration(root, port, hostKeys));
                return List.of(
                        program, "-D", "-e", "-f", root.resolve("sshd_config").toString());
            });
        } catch (Throwable e) {
            after();
            throw e;
        }
    }

    private static String configuration(Path root, int port, String hostKeys) {
        return """
                Port %s
                ListenAddress 127.0.0.1
                %s
                AuthorizedKeysFile "%s/authorized_keys"
                PidFile "%s/sshd.pid"
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                AcceptEnv GIT_PROTOCOL
                MaxStartups 50
                """.formatted(String.valueOf(port), hostKeys, root, root);
    }

    /** The server runs what it lets in by the shell of whoever runs it. */
    private static void requireALoginShell() throws IOException {
        String user = System.getProperty("user.name");
        Path accounts = Path.of("/etc/passwd");
        String shell = Files.isReadable(accounts)
                ? Files.readAllLines(accounts).stream()
                        .filter(line -> line.startsWith(user + ":"))
                        .map(line -> line.substring(line.lastIndexOf(':') + 1))
                        .findFirst()
                        .orElse("")
                : "";
        if (shell.endsWith("/nologin") || shell.endsWith("/false") || user.equals("?")) {
            RealPrograms.skip("the account " + user + " that runs the tests has no shell to log in to");
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    protected void after() {
        if (sshd != null) {
            sshd.close();
        }
        folder.delete();
    }

    /**
     * Makes a key pair.
     *
     * @param type as for {@code ssh-keygen -t}
     * @return the private key's file; the public key is beside it, with {@code .pub}
     */
    public Path generateKey(String name, String type, String passphrase) {
        Path file = folder.getRoot().toPath().resolve(name);
        RealPrograms.run(
                folder.getRoot().toPath(),
                List.of(
                        RealPrograms.require("ssh-keygen"),
                        "-q",
                        "-t",
                        type,
                        "-N",
                        passphrase,
                        "-C",
                        name,
                        "-f",
                        file.toString()));
        return file;
    }

    /** Lets the owner of a key in. */
    public void authorize(Path privateKey) throws IOException {
        String restriction = "restrict,command=\"'" + gitShell + "' -c \\\"$SSH_ORIGINAL_COMMAND\\\"\" ";
        Path authorized = folder.getRoot().toPath().resolve("authorized_keys");
        Files.writeString(
                authorized,
                Files.readString(authorized) + restriction + Files.readString(Path.of(privateKey + ".pub")));
    }

    /** Makes a repository with some files on branch {@code main}. */
    public RealRepository createRepository(String name) throws IOException {
        return RealRepository.create(folder.getRoot().toPath().resolve("repositories"), name);
    }

    /** The same with SHA-256 for SHA-1. */
    public RealRepository createSha256Repository(String name) throws IOException {
        return RealRepository.createSha256(folder.getRoot().toPath().resolve("repositories"), name);
    }

    public String url(String name) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + sshd.port()
                + folder.getRoot().toPath().resolve("repositories").resolve(name);
    }

    /** The line of {@code known_hosts} for this server, with its first host key. */
    public String knownHosts() throws IOException {
        return knownHosts(hostKeyTypes.get(0));
    }

    /** The same with the host key of a type. */
    public String knownHosts(String type) throws IOException {
        return "[127.0.0.1]:" + sshd.port() + " " + Files.readString(publicHostKey(type));
    }

    private Path publicHostKey(String type) {
        return folder.getRoot().toPath().resolve("host_" + type + ".pub");
    }

    /** What {@code ssh-keygen -l} prints of the first host key. */
    public String hostKeyFingerprint() {
        Path root = folder.getRoot().toPath();
        return RealPrograms.run(
                        root,
                        List.of(
                                RealPrograms.require("ssh-keygen"),
                                "-l",
                                "-f",
                                publicHostKey(hostKeyTypes.get(0)).toString()))
                .split(" ")[1];
    }

    /** The repository as somebody reaches it who has this key and knows the host. */
    public GitRemote remote(String name, Path privateKey, String passphrase) throws IOException {
        return GitRemote.of(url(name), new GitCredentials.SshKey("", Files.readString(privateKey), passphrase))
                .withKnownHosts(knownHosts());
    }
}
