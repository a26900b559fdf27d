package io.jenkins.plugins.argoimageupdate.engine.cli;

import io.jenkins.plugins.argoimageupdate.engine.cli.conformance.ConformanceCommand;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line; everything it can do is one of its subcommands. */
@Command(
        name = "argo-image-update",
        description = "Updates the images of Argo CD Applications.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        subcommands = {
            RunCommand.class,
            TestCommand.class,
            TemplateCommand.class,
            ConformanceCommand.class,
            DemoCommand.class
        })
public final class Main implements Runnable {

    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        LibraryLogs.quieten();
        LibraryLogs.inOneLine();
        CommandLine commandLine = commandLine();
        commandLine.setOut(utf8(System.out));
        commandLine.setErr(utf8(System.err));
        System.exit(commandLine.execute(arguments));
    }

    /** Whatever the language of the machine: JSON is UTF-8, and a container often names no language. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** The command line with all its subcommands. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler(Main::report);
        commandLine.setParameterExceptionHandler(Main::misused);
        return commandLine;
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
    private static String unknownCommand(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched
                        && !failure.getCommandLine().getSubcommands().isEmpty()
                        && !unmatched.isUnknownOption()
                ? unmatched.getUnmatched().get(0)
                : null;
    }

    /** Failures with advice are told without a stack trace; what nobody expected keeps its own. */
    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof UpdateException) {
            PrintWriter err = commandLine.getErr();
            err.println("Error: " + failure.getMessage());
            return failure instanceof ConfigurationException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        }
        if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        throw failure;
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
