package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a commit message template makes of two example changes. */
@Command(
        name = "template",
        description = "Shows the commit message that a template produces for two example changes.",
        footer = {
            "",
            "Exit codes:",
            "    0  the message is shown",
            "    2  the template does not parse, or uses a field that does not exist"
        },
        mixinStandardHelpOptions = true)
final class TemplateCommand implements Callable<Integer> {

    private static final List<TemplateChange> EXAMPLES = List.of(
            new TemplateChange(
                    "gcr.io/example/example",
                    "example",
                    "1.0.0",
                    "1.0.1",
                    Map.of("org.opencontainers.image.revision", "1cce7a0")),
            new TemplateChange("lyzhang1999/frontend", "frontend", "main-0000000", "main-b99bc73", Map.of()));

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The template, in the syntax of Go's text/template (default: the built-in one).")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommitMessageTemplate template = file == null
                ? CommitMessageTemplate.parse(CommitMessageTemplate.DEFAULT)
                : CommitConfiguration.template(file);
        template.problem().ifPresent(problem -> {
            throw problem;
        });
        spec.commandLine().getOut().print(template.render("my-app", EXAMPLES).text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
