package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionOutcome;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionWait;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutCommand;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Promotes, aborts or retries Rollouts. */
@Command(
        name = "rollout",
        description =
                "Promotes, aborts or retries the canary and blue-green Rollouts (Argo Rollouts) of an Application.",
        footer = {
            "",
            "Exit codes:",
            "    0  done, and as far as it was to be followed",
            "    1  nothing to do it to, refused, aborted, or not there in time",
            "    2  invalid arguments or file",
            "  130  interrupted"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RolloutActionCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "ACTION",
            converter = RolloutActionConverter.class,
            description = "promote (end the pause), promote-full (skip all that is left), abort or retry.")
    private RolloutAction action;

    @Option(names = "--application", required = true, paramLabel = "NAME", description = "The Application.")
    private String application;

    @Option(
            names = "--connections",
            required = true,
            paramLabel = "FILE",
            description = "File with Argo CD servers, or a watch file that has them.")
    private Path connectionsFile;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Namespace of the Application, if it is not that of Argo CD.")
    private String namespace;

    @Option(
            names = "--argocd",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Name of the Argo CD server (default: the first one).")
    private String argocd;

    @Option(
            names = "--rollout",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Name of the Rollout (default: all that the action has an effect on).")
    private String rollout;

    @Option(
            names = "--wait-for",
            defaultValue = "paused",
            converter = WaitForConverter.class,
            description =
                    "How long to follow it: none, paused (until the next pause, or until it is healthy) or healthy"
                            + " (default: paused).")
    private WaitFor waitFor;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long to follow it at most (default: 10m).")
    private Duration timeout;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (waitFor == WaitFor.SYNCED) {
            throw new ParameterException(spec.commandLine(), "--wait-for is none, paused or healthy for a Rollout");
        }
        PrintWriter out = spec.commandLine().getOut();
        ConnectionsFile configured = ConnectionsFile.read(connectionsFile);
        RegistryOptions defaults = new RegistryOptions();
        ArgoCdClient client = new LocalConnections(
                        configured,
                        defaults.endpoints(null),
                        defaults.connector(),
                        new PlainHttp(spec.commandLine().getErr()::println))
                .argocd(argocd);
        RolloutCommand command =
                new RolloutCommand(client, new ApplicationRef(application, namespace, ""), rollout, action);
        Map<String, String> prepared = command.prepare();
        command.act(prepared).forEach(one -> out.println(action.done() + " " + one));
        if (waitFor != WaitFor.NONE) {
            follow(out, new ActionWait(command, waitFor, prepared, Instant.now().plus(timeout)));
        }
        return 0;
    }

    private static void follow(PrintWriter out, ActionWait wait) throws InterruptedException {
        String told = "";
        while (true) {
            ActionOutcome outcome = wait.look();
            if (!outcome.what().equals(told)) {
                told = outcome.what();
                out.println(told);
                out.flush();
            }
            if (outcome.state() == ActionOutcome.State.REACHED) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(ActionWait.PAUSE.toMillis());
        }
    }
}
