package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Assume;

/** Programs of this machine that tests run. A test whose program is missing is skipped, with a line that says so. */
public final class RealPrograms {

    private static final List<String> DIRECTORIES =
            List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/bin", "/sbin", "/usr/lib/git-core");

    private RealPrograms() {}

    /** The program's path; skips the test if there is none. */
    public static String require(String name) {
        for (String directory : DIRECTORIES) {
            Path program = Path.of(directory, name);
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        skip("skipped: " + name + " is not installed");
        return null;
    }

    /** Skips the test and says why. */
    public static void skip(String why) {
        System.out.println(why);
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
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
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

    /** A process without the user's settings. */
    public static ProcessBuilder builder(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until something listens on the loopback port. */
    public static void awaitPort(int port, Process process, Path log) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(process.isAlive())
                    .as("server is alive: %s", Files.readString(log))
                    .isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Ends a process that a test has started. */
    public static void end(Process process) {
        if (process == null) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
