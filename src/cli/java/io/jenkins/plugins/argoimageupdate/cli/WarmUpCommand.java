package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Uses what commands use most, against servers on loopback: the launcher has Java write down which classes that loads, so that they are
 * there at once when the next command starts. How each of them ended is printed.
 */
@Command(
        name = "warm-up",
        hidden = true,
        description = {
            "Uses what other commands use. The launcher argo-image-update calls it to make them start quickly.",
            "Without the launcher it does nothing useful."
        },
        mixinStandardHelpOptions = true)
final class WarmUpCommand implements Callable<Integer> {

    private static final String TAG = "main-b99bc73";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "test|run", description = "The command to warm up: test needs only registries, run all.")
    private Commands commands;

    private enum Commands {
        test,
        run
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("argo-image-update-warm-up");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.content().push(DemoWorld.FRONTEND, TAG, Instant.now());
            registry.content().push(DemoWorld.FRONTEND, "v1.0.0", Instant.now());
            test(folder, registry.address());
        }
        if (commands == Commands.run) {
            run(folder);
        }
        CacheFiles.delete(folder);
        return 0;
    }

    private void test(Path folder, URI registry) throws IOException {
        String image = DemoWorld.FRONTEND;
        Path plain = registries(folder, registry);
        execute("--help");
        for (int time = 0; time < 2; time++) {
            execute(folder, plain, "test", image, "--strategy", "newest-build", "--allow-tags", "regexp:^main");
        }
        execute(folder, plain, "test", image, "--output", "json", "--why", TAG);
        try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread refusing = new Thread(() -> refuseTls(server), "warm-up");
            refusing.setDaemon(true);
            refusing.start();
            execute(
                    folder,
                    registries(folder, URI.create("https://localhost:" + server.getLocalPort())),
                    "test",
                    image);
        }
    }

    /** The command has read the certificate authorities by then. Ends with the server. */
    private static void refuseTls(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[1 << 14]);
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                continue; // with the next one, if there is one
            }
        }
    }

    private void run(Path folder) throws IOException, InterruptedException {
        try (DemoWorld world = DemoWorld.start()) {
            world.push(DemoWorld.FRONTEND, TAG, Instant.now());
            Files.writeString(folder.resolve("token"), DemoWorld.TOKEN);
            Path file = Files.writeString(folder.resolve("watch.yaml"), """
                    connections:
                      argocd:
                      - name: demo
                        url: ADDRESS
                        token: file:token
                    applications: [example]
                    """.replace(
                            "ADDRESS", world.argocd().toString()));
            execute(folder, registries(folder, world.registry()), "run", "--once", file.toString());
        }
    }

    private static Path registries(Path folder, URI address) throws IOException {
        return Files.writeString(folder.resolve("registries.conf"), """
                registries:
                - name: demo
                  api_url: ADDRESS
                  prefix: docker.io
                  default: true
                """.replace("ADDRESS", address.toString()));
    }

    private void execute(Path folder, Path registries, String... command) {
        Stream<String> options =
                Stream.of("--registries-conf", registries.toString(), "--cache-dir", folder + "/cache");
        execute(Stream.concat(Stream.of(command), options).toArray(String[]::new));
    }

    private void execute(String... arguments) {
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.setOut(new PrintWriter(OutputStream.nullOutputStream()));
        commandLine.setErr(new PrintWriter(OutputStream.nullOutputStream()));
        int code = commandLine.execute(arguments);
        spec.commandLine().getOut().println(arguments[0] + ": " + code);
    }
}
