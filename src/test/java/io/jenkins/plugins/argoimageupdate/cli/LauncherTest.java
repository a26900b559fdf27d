package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.cli.InstalledLauncher.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class LauncherTest {

    private static final List<String> PROGRAMS = List.of("cksum", "ls", "readlink", "sed", "sh", "wc");

    @Rule
    public InstalledLauncher launcher = new InstalledLauncher();

    /** Only the tests about archives have one made. */
    @Before
    public void makeNoArchive() {
        launcher.with("ARGO_IMAGE_UPDATE_ARCHIVES", "off");
    }

    private void makeArchives() {
        launcher.with("ARGO_IMAGE_UPDATE_ARCHIVES", null);
    }

    @Test
    public void passesArgumentsAndExitCodeOn() throws Exception {
        Ended ended = launcher.with("JAVA_OPTS", "-Dcode=42").run("test", "a b", "", "*", "$HOME", "'\"");

        assertThat(ended.line("arguments")).isEqualTo("test|a b||*|$HOME|'\"");
        assertThat(ended.exitCode()).isEqualTo(42);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    public void becomesJavaSoThatSignalsReachIt() throws Exception {
        Ended ended = launcher.run("run", "watch.yaml");

        assertThat(ended.line("pid")).isEqualTo(String.valueOf(ended.pid()));
    }

    /** Java 17 keeps no classes out of such a folder, but nothing fails. */
    @Test
    public void foldersMayHaveSpaces() throws Exception {
        makeArchives();
        Path folder = launcher.folder("it's a folder");
        Files.copy(launcher.home().resolve("argo-image-update-cli.jar"), folder.resolve("argo-image-update-cli.jar"));
        Path script =
                Files.copy(launcher.script(), folder.resolve("argo-image-update"), StandardCopyOption.COPY_ATTRIBUTES);

        launcher.run(script, "warm-up");
        Ended ended = launcher.run(script, "test", "app");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.line("options")).contains("-XX:SharedArchiveFile=" + launcher.archives() + "/test-");
        assertThat(ended.line("arguments")).isEqualTo("test|app");
    }

    @Test
    public void isFoundThroughLinks() throws Exception {
        Path folder = launcher.folder("bin");
        Path first = Files.createSymbolicLink(folder.resolve("first"), launcher.script());
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

        assertThat(launcher.run(second, "test").line("arguments")).isEqualTo("test");
    }

    @Test
    public void compilesQuicklyUnlessTheCommandComputesALot() throws Exception {
        String quick = "-XX:TieredStopAtLevel=1";

        assertThat(launcher.run("test", "app").line("options")).contains(quick, "-XX:+UseSerialGC");
        assertThat(launcher.run("--stack-traces", "run", "--once", "f").line("options"))
                .contains(quick);
        assertThat(launcher.run("--stack-traces", "run", "f").line("options")).contains(quick, "-XX:+UseSerialGC");
        assertThat(launcher.run("demo").line("options"))
                .contains("-XX:+UseSerialGC")
                .doesNotContain(quick);
    }

    @Test
    public void leavesTheChoicesOfTheUserAlone() throws Exception {
        Ended ended = launcher.with("JAVA_OPTS", "-Dgreeting=* -XX:+UseG1GC -XX:TieredStopAtLevel=4 -Xmx8m")
                .run("test", "app");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.line("greeting")).isEqualTo("*");
        assertThat(ended.line("options"))
                .contains("-XX:+UseG1GC", "-XX:TieredStopAtLevel=4", "-Xmx8m")
                .doesNotContain("UseSerialGC", "TieredStopAtLevel=1", "-Xms");
    }

    @Test
    public void whatTheUserSetsForAllOfJavaCountsToo() throws Exception {
        Ended ended = launcher.with("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC -Dgreeting=hello")
                .run("test", "app");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.line("greeting")).isEqualTo("hello");
        assertThat(ended.line("options")).doesNotContain("UseSerialGC");
    }

    @Test
    public void saysThatThereIsNoJava() throws Exception {
        Path programs = launcher.folder("programs");
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), Path.of("/bin/" + program));
        }
        launcher.with("PATH", programs.toString());

        Ended none = launcher.with("JAVA_HOME", null).run("test", "app");
        Ended wrong = launcher.with("JAVA_HOME", "/nowhere").run("test", "app");

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .isEqualTo("Error: Java is not installed. Install Java 17 or later, or set JAVA_HOME to its folder\n");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err())
                .isEqualTo("Error: there is no Java in JAVA_HOME (/nowhere). Set it to the folder of Java 17 or later,"
                        + " or unset it\n");
    }

    @Test
    public void saysThatJavaIsTooOld() throws Exception {
        Path told = java("told");
        Files.writeString(told.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");

        Ended byFile = launcher.with("JAVA_HOME", told.toString()).run("test", "app");
        Ended byItself = launcher.with("JAVA_HOME", java("asked").toString()).run("test", "app");

        assertThat(byFile.err())
                .isEqualTo("Error: Java 17 or later is needed, " + told
                        + "/bin/java is Java 11.0.2. Install one, or set" + " JAVA_HOME to its folder\n");
        assertThat(byItself.err()).contains("is Java 1.8.0_392.");
        assertThat(byItself.exitCode()).isEqualTo(1);
    }

    /** A Java that only tells a version. */
    private Path java(String name) throws IOException {
        Path home = launcher.folder(name);
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\necho 'openjdk version \"1.8.0_392\"' >&2\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    @Test
    public void saysThatTheJarIsMissing() throws Exception {
        Path alone = Files.copy(launcher.script(), launcher.folder("alone").resolve("argo-image-update"));
        assertThat(alone.toFile().setExecutable(true)).isTrue();

        Ended ended = launcher.run(alone, "test");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).startsWith("Error: there is no ").contains("alone/argo-image-update-cli.jar. Put this");
    }

    @Test
    public void theFirstCommandMakesAnArchiveAndTheNextStartsFromIt() throws Exception {
        makeArchives();

        assertThat(launcher.startsFromArchive()).isFalse();
        launcher.awaitArchives(1);

        assertThat(launcher.startsFromArchive()).isTrue();
        assertThat(Files.getPosixFilePermissions(launcher.archives()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    public void makesThemBeforehandForAllCommands() throws Exception {
        makeArchives();

        Ended ended = launcher.run("warm-up");

        assertThat(ended.err() + ended.out()).isEmpty();
        assertThat(launcher.made()).hasSize(2);
        assertThat(launcher.startsFromArchive()).isTrue();
        assertThat(launcher.run("run", "watch.yaml").line("options"))
                .contains("-XX:SharedArchiveFile=" + launcher.archives() + "/run-");
    }

    @Test
    public void aDamagedArchiveIsReplaced() throws Exception {
        makeArchives();
        launcher.run("warm-up");
        for (Path archive : launcher.made()) {
            Files.delete(archive);
            Files.writeString(archive, "damaged");
        }

        assertThat(launcher.startsFromArchive()).isFalse();
        launcher.awaitArchives(2);

        assertThat(launcher.startsFromArchive()).isTrue();
    }

    @Test
    public void anotherJarGetsAnArchiveOfItsOwn() throws Exception {
        makeArchives();
        launcher.run("warm-up");
        launcher.installJar("1.0.1");

        assertThat(launcher.startsFromArchive()).isFalse();
        launcher.awaitArchives(3);

        assertThat(launcher.startsFromArchive()).isTrue();
    }

    @Test
    public void whatAnEndedAttemptLeftIsNeverUsed() throws Exception {
        makeArchives();
        launcher.run("warm-up");
        for (Path archive : launcher.made()) {
            Path left = Path.of(archive.toString().replaceFirst("-[0-9]+[.]jsa$", ".new"));
            Files.move(archive, Files.createDirectories(left).resolve("archive"));
        }

        assertThat(launcher.startsFromArchive()).isFalse();
        assertThat(launcher.made()).isEmpty();
        launcher.run("warm-up");
        assertThat(launcher.startsFromArchive()).isTrue();
    }

    @Test
    public void aCacheThatCannotBeWrittenIsNoFailure() throws Exception {
        makeArchives();
        Path file = Files.writeString(launcher.folder("caches").resolve("file"), "");
        launcher.with("XDG_CACHE_HOME", file.toString());

        Ended ended = launcher.run("test", "app");
        Ended asked = launcher.run("warm-up");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.line("arguments")).isEqualTo("test|app");
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err())
                .isEqualTo(
                        "Error: no archive could be made in " + file + "/argo-image-update/start. Check that it can be"
                                + " written; commands start without one too\n");
    }

    /** Also for others, as an image is built by another user than it is run by. */
    @Test
    public void keepsThemWhereTheUserSays() throws Exception {
        Path folder = launcher.folder("prepared").resolve("archives");
        launcher.with("ARGO_IMAGE_UPDATE_ARCHIVES", folder.toString()).run("warm-up");

        assertThat(launcher.startsFromArchive()).isTrue();
        assertThat(launcher.made()).isEmpty();
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(launcher.with("ARGO_IMAGE_UPDATE_ARCHIVES", "here")
                        .run("test")
                        .err())
                .isEqualTo(
                        "Error: ARGO_IMAGE_UPDATE_ARCHIVES is here. Set it to the absolute path of a folder, or to off\n");
    }
}
