package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** Measures the whole against a real registry and a Git server on loopback, and writes a table. */
public final class Bench {

    private Bench() {}

    /** @param arguments the file to write, and the command-line jar */
    public static void main(String[] arguments) throws Throwable {
        Path directory = Files.createTempDirectory("argo-image-update-bench");
        RealRegistry registry = RealRegistry.open();
        Statement measures = new Statement() {
            @Override
            public void evaluate() throws Exception {
                Table table = new Table();
                Report report = new Report("measured");
                RegistryMeasures registries = new RegistryMeasures(registry, table, directory);
                System.out.println("Filling the registry ...");
                registries.fill();
                registries.measure();
                new ProcessMeasures(registry, table, directory, Path.of(arguments[1])).measure();
                cycles(registry, table, directory);
                new ControllerMeasures(table, directory).measure();
                new RolloutMeasures(table, directory).measure();
                new PushOrderMeasures(table).measure();
                new TlsMeasures(table).measure();
                new GrowthMeasures(table, directory).measure();
                report.write(Path.of(arguments[0]), table.lines());
            }
        };
        try {
            registry.apply(measures, Description.EMPTY).evaluate();
        } finally {
            delete(directory);
        }
        System.exit(0);
    }

    private static void cycles(RealRegistry registry, Table table, Path directory) throws Exception {
        try (EmbeddedGitServer git = EmbeddedGitServer.start(directory.resolve("git-server"))) {
            BenchEngine engine = new BenchEngine(registry, directory);
            new ManyApplications(registry, table, git, engine).measure();
            new WebhookMeasures(registry, table, git, engine).measure();
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
