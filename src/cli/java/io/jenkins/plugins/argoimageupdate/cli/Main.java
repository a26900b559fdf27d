package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalPath;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line; everything it can do is one of its subcommands. */
@Command(
        name = "argo-image-update",
        description = "Updates the images of Argo CD Applications.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class)
public final class Main implements Runnable {

    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    private boolean stackTraces;

    @Option(
            names = "--stack-traces",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace for unexpected failures.")
    void stackTraces(boolean wanted) {
        stackTraces = wanted;
        LibraryLogs.unforeseen(wanted);
    }

    public static void main(String[] arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (!StandardOutput.isOpen()) {
            err.println("Error: write the output: standard output is closed. Redirect it to a file or to /dev/null");
            System.exit(CommandLine.ExitCode.SOFTWARE);
        }
        String[] command = SystemProperties.take(arguments);
        String problem = SystemProperties.problem();
        if (problem != null) {
            err.println("Error: " + problem);
            System.exit(CommandLine.ExitCode.USAGE);
        }
        LibraryLogs.quieten();
        LibraryLogs.inOneLine();
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.exit(execute(out, err, command));
    }

    static int execute(StandardOutput out, PrintWriter err, String... arguments) {
        CommandLine commandLine = commandLine(arguments);
        commandLine.setOut(out.writer());
        commandLine.setErr(err);
        return out.exitCode(execute(commandLine, arguments), err);
    }

    /** Whatever the memory is not enough for is told in one line too. */
    private static int execute(CommandLine commandLine, String[] arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            String advice = SystemProperties.isNative() ? "Give it more" : "Start Java with more: -Xmx, -Xss";
            commandLine.getErr().println("Error: the memory is not enough (" + e + "). " + advice);
            return CommandLine.ExitCode.SOFTWARE;
        } catch (Error e) {
            return unexpected(e, commandLine);
        }
    }

    /** The command line for these arguments. */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        Subcommands.wanted(arguments).forEach(commandLine::addSubcommand);
        commandLine.setExpandAtFiles(false); // messages would repeat what is in them
        commandLine.registerConverter(Path.class, Main::path);
        commandLine.setExecutionExceptionHandler(Main::report);
        commandLine.setParameterExceptionHandler(Main::misused);
        return commandLine;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(LocalPath.problem(text) + ". " + LocalPath.advice(text));
        }
    }

    /** One wrong option needs no page of help, but where that page is. */
    private static int misused(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String unknown = unknownCommand(failure);
        if (unknown != null) {
            err.println("Error: there is no command '" + unknown + "'. "
                    + SpellingSuggestion.advice(
                            unknown, command.getSubcommands().keySet()));
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        }
        err.println("Error: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        if (command.getSubcommands().isEmpty()) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        } else {
            command.usage(err);
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Null if something else is wrong. */
    private static @Nullable String unknownCommand(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched
                        && !failure.getCommandLine().getSubcommands().isEmpty()
                        && !unmatched.isUnknownOption()
                ? unmatched.getUnmatched().get(0)
                : null;
    }

    /** Every failure is one line; where one that nobody expected came from is told only to those who ask. */
    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (failure instanceof UpdateException) {
            err.println("Error: " + failure.getMessage());
            return failure instanceof ConfigurationException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        }
        if (failure instanceof InvalidPathException path) {
            err.println(CleanText.line(
                    "Error: " + LocalPath.problem(path.getInput()) + ". " + LocalPath.advice(path.getInput())));
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        return unexpected(failure, commandLine);
    }

    private static int unexpected(Throwable failure, CommandLine commandLine) {
        PrintWriter err = commandLine.getErr();
        err.println(CleanText.line("Error: " + commandLine.getCommandName() + " failed unexpectedly ("
                + failure.getClass().getSimpleName()
                + "). Report this, and add the output of --stack-traces"));
        if (root(commandLine).stackTraces) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Main root(CommandLine commandLine) {
        CommandLine root = commandLine;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"argo-image-update " + (version == null ? "(not packaged)" : version)};
        }
    }
}
