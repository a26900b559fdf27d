package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bare repository that the real {@code git} made, and looks at. */
public final class RealRepository {

    private final Path directory;

    private RealRepository(Path directory) {
        this.directory = directory;
    }

    /** With branch {@code main}, no forced pushes, and files of all kinds: plain, executable, a symbolic link, a submodule. */
    public static RealRepository create(Path parent, String name) throws IOException {
        Path directory = parent.resolve(name);
        Files.createDirectories(directory);
        RealRepository repository = new RealRepository(directory);
        repository.git("init", "--quiet", "--bare", "--initial-branch=main");
        repository.git("config", "http.receivepack", "true");
        repository.git("config", "receive.denyNonFastForwards", "true");
        repository.git("config", "receive.fsckObjects", "true");
        repository.seed(Files.createDirectory(parent.resolve(name + ".seed")));
        return repository;
    }

    /** With branch {@code main} and one file, its objects named by SHA-256. */
    public static RealRepository createSha256(Path parent, String name) throws IOException {
        Path directory = parent.resolve(name);
        Files.createDirectories(directory);
        RealRepository repository = new RealRepository(directory);
        repository.git("init", "--quiet", "--bare", "--initial-branch=main", "--object-format=sha256");
        repository.git("config", "http.receivepack", "true");
        Path work = Files.createDirectory(parent.resolve(name + ".seed"));
        run(work, "init", "--quiet", "--initial-branch=main", "--object-format=sha256");
        Files.writeString(work.resolve("values.yaml"), "tag: 1\n");
        run(work, "add", ".");
        run(work, "-c", "user.name=Seed", "-c", "user.email=seed@example.com", "commit", "--quiet", "-m", "Seed");
        run(work, "push", "--quiet", directory.toString(), "main");
        return repository;
    }

    private void seed(Path work) throws IOException {
        run(work, "init", "--quiet", "--initial-branch=main");
        Files.createDirectory(work.resolve("app"));
        Files.writeString(work.resolve("app/values.yaml"), "tag: 1\n");
        Files.writeString(work.resolve("app/run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(work.resolve("app/run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(work.resolve("app/link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(work.resolve("dirlink"), Path.of("app"));
        // by a shell, as Java can only name it where the language says how
        Path script = Files.writeString(Path.of(work + ".sh"), "printf 'ü\\r\\n' >größe.txt\n");
        RealPrograms.run(work, List.of("sh", script.toString()));
        run(work, "add", ".");
        run(work, "update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,sub");
        run(work, "-c", "user.name=Seed", "-c", "user.email=seed@example.com", "commit", "--quiet", "-m", "Seed");
        run(work, "push", "--quiet", directory.toString(), "main");
    }

    public Path directory() {
        return directory;
    }

    /** Runs {@code git} in it; returns what it prints. */
    public String git(String... arguments) {
        return run(directory, arguments);
    }

    /** The same with environment variables set. */
    public String git(Map<String, String> environment, String... arguments) {
        return RealPrograms.run(directory, environment, command(arguments));
    }

    private static String run(Path in, String... arguments) {
        return RealPrograms.run(in, command(arguments));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(RealPrograms.require("git"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Makes the server run a shell script as a hook. */
    public void hook(String name, String script) throws IOException {
        Path hook = directory.resolve("hooks").resolve(name);
        Files.createDirectories(hook.getParent());
        Files.write(hook, ("#!/bin/sh\n" + script + "\n").getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
