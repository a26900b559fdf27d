package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.conformance.ConformanceCommand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line can do. Reading the options of all commands takes longer than many a command, so only those needed are read. */
final class Subcommands {

    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    /** What no help names. */
    private static final Map<String, Class<?>> HIDDEN = Map.of("warm-up", WarmUpCommand.class);

    static {
        ALL.put("run", RunCommand.class);
        ALL.put("rollback", RollbackCommand.class);
        ALL.put("release", ReleaseCommand.class);
        ALL.put("test", TestCommand.class);
        ALL.put("rollout", RolloutActionCommand.class);
        ALL.put("template", TemplateCommand.class);
        ALL.put("conformance", ConformanceCommand.class);
        ALL.put("demo", DemoCommand.class);
    }

    private Subcommands() {}

    /** The one that the arguments name; all of them, in the order of the help, if they name none. */
    static Collection<Class<?>> wanted(String... arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                Class<?> named = ALL.getOrDefault(argument, HIDDEN.get(argument));
                return named == null ? ALL.values() : List.of(named);
            }
        }
        return ALL.values();
    }
}
