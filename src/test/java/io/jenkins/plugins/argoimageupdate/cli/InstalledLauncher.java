package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The script {@code argo-image-update} beside a jar whose only class says how it was started. */
final class InstalledLauncher extends ExternalResource {

    private static final Path SCRIPT = Path.of("src/cli/launcher/argo-image-update");
    private static final String MAIN = """
            package io.jenkins.plugins.argoimageupdate.cli;

            public final class Main {
                public static void main(String[] arguments) {
                    System.out.println("pid " + ProcessHandle.current().pid());
                    System.out.println("greeting " + System.getProperty("greeting"));
                    System.out.println("options " + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                    System.out.println("arguments " + String.join("|", arguments));
                    System.exit(Integer.getInteger("code", 0));
                }
            }
            """;

    private final TemporaryFolder folder = new TemporaryFolder();
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** What the script printed, and how it ended. */
    record Ended(long pid, int exitCode, String out, String err) {

        String line(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        }
    }

    @Override
    protected void before() throws Throwable {
        RealPrograms.requirePosix();
        folder.create();
        Files.createDirectories(home());
        Files.copy(SCRIPT, script());
        assertThat(script().toFile().setExecutable(true)).isTrue();
        installJar("1");
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder.getRoot() + "/somebody's home");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    @Override
    protected void after() {
        folder.delete();
    }

    Path home() {
        return folder.getRoot().toPath().resolve("installed");
    }

    Path script() {
        return home().resolve("argo-image-update");
    }

    /** Where archives are kept unless the environment says otherwise. */
    Path archives() {
        return Path.of(environment.get("HOME"), ".cache/argo-image-update/start");
    }

    /** A folder of the test's own. */
    Path folder(String name) throws IOException {
        return folder.newFolder(name).toPath();
    }

    /** Null unsets the variable. */
    InstalledLauncher with(String variable, @Nullable String value) {
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }
        return this;
    }

    /** @param version tells one jar from another */
    void installJar(String version) throws IOException {
        Path source = Files.writeString(folder.getRoot().toPath().resolve("Main.java"), MAIN);
        Path classes = Files.createDirectories(folder.getRoot().toPath().resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        String name = Main.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Path jar = home().resolve("argo-image-update-cli.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            entries.putNextEntry(new ZipEntry(name));
            entries.write(Files.readAllBytes(classes.resolve(name)));
        }
    }

    Ended run(String... arguments) throws Exception {
        return run(script(), arguments);
    }

    Ended run(Path started, String... arguments) throws Exception {
        File out = folder.newFile();
        File err = folder.newFile();
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(started.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.getRoot())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(RealPrograms.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return new Ended(process.pid(), process.exitValue(), text(out), text(err));
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    /** Whether Java finds the class of the command in an archive. */
    boolean startsFromArchive() throws Exception {
        Ended ended = with("JAVA_OPTS", "-Xlog:class+load").run("test", "app");
        with("JAVA_OPTS", null);
        assertThat(ended.err()).isEmpty();
        return ended.out()
                .lines()
                .anyMatch(line -> line.contains(Main.class.getName() + " source: shared objects file"));
    }

    /** The archives in their folder. */
    List<Path> made() throws IOException {
        if (!Files.isDirectory(archives())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives())) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .sorted()
                    .toList();
        }
    }

    /** Waits until nothing is made in the background any more. */
    void awaitArchives(int count) {
        Awaitility.await().atMost(RealPrograms.PATIENCE).until(() -> {
            try (Stream<Path> files = Files.isDirectory(archives()) ? Files.list(archives()) : Stream.empty()) {
                List<Path> all = files.toList();
                return all.size() == count
                        && made().equals(all.stream().sorted().toList());
            }
        });
    }
}
