package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a command printed, with the line ends of Unix, and how it ended. */
public record CommandLineRun(int exitCode, String out, String err) {

    /** What to run instead of the classes here, such as the native executable; null for those. */
    private static final @Nullable String EXECUTABLE = System.getProperty("argo-image-update.executable");

    public static CommandLineRun of(String... arguments) {
        return EXECUTABLE == null ? here(arguments) : ofProcess(arguments);
    }

    /** Skips a test that reaches into the process of the command. */
    static void requireThisProcess() {
        if (EXECUTABLE != null) {
            RealPrograms.skip("tests the classes only, not " + EXECUTABLE);
        }
    }

    private static CommandLineRun here(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new CommandLineRun(exitCode, lines(out.toString()), lines(err.toString()));
    }

    /** The same in a process of its own. */
    static CommandLineRun ofProcess(String... arguments) {
        return ofProcess(Stream.concat(program().stream(), Stream.of(arguments)).toList());
    }

    /** The same without an output. */
    static CommandLineRun withClosedOutput(String... arguments) {
        RealPrograms.requirePosix();
        Stream<String> shell = Stream.of("/bin/sh", "-c", "exec \"$@\" >&-", "sh");
        return ofProcess(Stream.of(shell, program().stream(), Stream.of(arguments))
                .flatMap(words -> words)
                .toList());
    }

    private static List<String> program() {
        return EXECUTABLE == null ? RealPrograms.java(Main.class, List.of(), List.of()) : List.of(EXECUTABLE);
    }

    private static CommandLineRun ofProcess(List<String> command) {
        try {
            Path out = Files.createTempFile("out", "");
            Path err = Files.createTempFile("err", "");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(RealPrograms.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running: " + command);
            }
            CommandLineRun run =
                    new CommandLineRun(process.exitValue(), lines(Files.readString(out)), lines(Files.readString(err)));
            Files.delete(out);
            Files.delete(err);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String lines(String printed) {
        return printed.replace(System.lineSeparator(), "\n");
    }
}
