package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the step {@code argoRollout} was asked for, as it was written. Kept with the Pipeline, whose format knows no records. */
final class RolloutArguments implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_MINUTES = 24 * 60;
    private static final List<WaitFor> ENDS = List.of(WaitFor.PAUSED, WaitFor.HEALTHY, WaitFor.NONE);

    private final String action;
    private final String application;
    private final String namespace;
    private final String argocd;
    private final String rollout;
    private final String waitFor;

    /** In minutes; 0 for the default of the system configuration. */
    private final int timeout;

    RolloutArguments(ArgoRolloutStep step) {
        this.action = step.getAction();
        this.application = step.getApplication();
        this.namespace = step.getNamespace();
        this.argocd = step.getArgocd();
        this.rollout = step.getRollout();
        this.waitFor = step.getWaitFor();
        this.timeout = step.getTimeout();
    }

    /** Name of the Argo CD server; empty for the default. */
    String argocd() {
        return argocd;
    }

    /** Name of the Rollout; empty for all that the action has an effect on. */
    String rollout() {
        return rollout;
    }

    /** @throws ConfigurationException if there is none of this name; lists those that there are */
    RolloutAction toAction() {
        List<String> known =
                Stream.of(RolloutAction.values()).map(RolloutAction::id).toList();
        return RolloutAction.ofId(action)
                .orElseThrow(() ->
                        unusable("action", "'" + action + "' is not known", SpellingSuggestion.advice(action, known)));
    }

    /** @throws ConfigurationException if there is none of this name; lists those that there are */
    WaitFor toWaitFor() {
        List<String> known = ENDS.stream().map(WaitFor::id).toList();
        return ENDS.stream()
                .filter(end -> end.id().equals(waitFor))
                .findFirst()
                .orElseThrow(() -> unusable(
                        "waitFor", "'" + waitFor + "' is not known", SpellingSuggestion.advice(waitFor, known)));
    }

    /** @throws ConfigurationException if none is named */
    ApplicationRef toApplication() {
        if (application.isEmpty()) {
            throw unusable("application", "it is empty", "Name the Application");
        }
        return new ApplicationRef(application, namespace, "");
    }

    /** @throws ConfigurationException if it cannot be meant */
    Duration toTimeout(int defaultMinutes) {
        if (timeout < 0 || timeout > MOST_MINUTES) {
            throw unusable("timeout", timeout + " minutes cannot be meant", "Give 1 to " + MOST_MINUTES + " minutes");
        }
        return Duration.ofMinutes(timeout == 0 ? defaultMinutes : timeout);
    }

    private static ConfigurationException unusable(String argument, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "use the argument '" + argument + "'", answer, advice);
    }
}
