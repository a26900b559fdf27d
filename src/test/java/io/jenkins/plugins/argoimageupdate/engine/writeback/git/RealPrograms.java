package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Assume;

/** Programs of this machine that tests run. A test whose program is missing is skipped, and says which one that is. */
public final class RealPrograms {

    /** For whatever has to happen on a machine that is busy with other things: long, as nobody waits where all is well. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Debian's package, where it is not called as the program is. */
    private static final Map<String, String> PACKAGES = Map.of(
            "git-http-backend", "git",
            "git-shell", "git",
            "gpg", "gnupg",
            "gpg-agent", "gnupg",
            "gpgconf", "gnupg",
            "chromedriver", "chromium-driver",
            "nginx", "nginx-light",
            "ssh-keygen", "openssh-client",
            "sshd", "openssh-server");

    /** Beside a folder of the PATH, where servers and Git's own programs are, which people's PATH often leaves out. */
    private static final List<String> BESIDE = List.of("../sbin", "../lib/git-core", "../libexec/git-core");

    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** Names of environment variables without which programs are not found or do not start. */
    private static final Set<String> KEPT = Set.of("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT");

    private RealPrograms() {}

    /** The program's path; skips the test if there is none. */
    public static String require(String name) {
        requireAll(name);
        return find(System.getenv("PATH"), name).orElseThrow();
    }

    /** Skips the test unless all of these are there; asked before anything is started. */
    public static void requireAll(String... names) {
        List<String> missing = Stream.of(names)
                .filter(name -> find(System.getenv("PATH"), name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            skip("not installed: " + String.join(", ", missing) + " (Debian: "
                    + missing.stream()
                            .map(name -> PACKAGES.getOrDefault(name, name))
                            .distinct()
                            .collect(Collectors.joining(" "))
                    + ")");
        }
    }

    /** Skips the test where files have no POSIX permissions, as on Windows; there are no FIFOs and no shell scripts there either. */
    public static void requirePosix() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            skip("files have no POSIX permissions on this machine");
        }
    }

    /** The one place that looks for programs: in each folder of the path, then beside it. */
    static Optional<String> find(String path, String name) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.concat(
                        Stream.of(Path.of(folder)), BESIDE.stream().map(Path.of(folder)::resolve)))
                .map(folder -> folder.resolve(WINDOWS ? name + ".exe" : name).normalize())
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst()
                .map(Path::toString);
    }

    /** Skips the test and says why. */
    public static void skip(String why) {
        System.out.println("skipped: " + why);
        Assume.assumeTrue(why, false);
    }

    /** Runs a program in a directory that is its home too; returns what it prints. Fails the test if the program fails. */
    public static String run(Path directory, List<String> command) {
        return run(directory, Map.of(), command);
    }

    public static String run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("run", ".out");
            Process process = builder(directory, environment, command)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                end(process);
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertThat(ended).as("ended in time: %s", command).isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
            return text;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A process that knows nothing of the user's settings: of the environment, only where programs are. */
    public static ProcessBuilder builder(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(WINDOWS ? "NUL" : "/dev/null"));
        builder.environment().keySet().removeIf(name -> !KEPT.contains(name.toUpperCase(Locale.ROOT)));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder;
    }

    /** The command of a Java like this one, with the same classes, wherever it is started. */
    public static List<String> java(Class<?> main, List<String> options, List<String> arguments) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String anywhere = Stream.of(classes.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", anywhere, main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Ends a process that a test has started. */
    public static void end(Process process) {
        if (process == null) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
