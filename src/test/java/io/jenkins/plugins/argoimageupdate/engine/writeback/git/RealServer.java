package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A program that serves on a free loopback port. As it cannot be told to take any free one, another process may be faster to
 * take the one found for it; then it is started again on the next.
 */
public final class RealServer implements AutoCloseable {

    private static final int ATTEMPTS = 10;

    private final Process process;
    private final int port;

    private RealServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The command that serves on a port; it may write what the program reads. */
    public interface Command {
        List<String> on(int port) throws IOException, InterruptedException;
    }

    /**
     * Starts the program and waits until it listens.
     *
     * @param directory its working directory and home
     * @param log takes what it prints
     */
    public static RealServer start(Path directory, Path log, Command command) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Process process = RealPrograms.builder(directory, Map.of(), command.on(port))
                    .redirectOutput(log.toFile())
                    .start();
            if (listens(process, port)) {
                return new RealServer(process, port);
            }
            RealPrograms.end(process);
            assertThat(attempt)
                    .as("server on port %d: %s", port, Files.readString(log))
                    .isLessThan(ATTEMPTS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether it does in the end, or has ended itself. */
    private static boolean listens(Process process, int port) {
        Awaitility.await().atMost(RealPrograms.PATIENCE).until(() -> !process.isAlive() || accepts(port));
        return process.isAlive();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** The program's process, for what it costs. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        RealPrograms.end(process);
    }
}
