package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.jenkins.record.EnvironmentWords;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PlannedChange;
import java.util.List;
import java.util.function.Function;

/** Tells a build that a poll has started what the poll found. Once the build has updated, {@code …_CHANGES} is what it did. */
@Extension
public final class TriggeredEnvironment extends EnvironmentContributor {

    @Override
    @SuppressWarnings("rawtypes")
    public void buildEnvironmentFor(Run run, EnvVars variables, TaskListener listener) {
        ImageUpdateCause cause = ((Run<?, ?>) run).getCause(ImageUpdateCause.class);
        if (cause == null) {
            return;
        }
        List<PlannedChange> changes = cause.getChanges();
        variables.put("ARGO_IMAGE_UPDATE_TRIGGERED", "true");
        variables.put("ARGO_IMAGE_UPDATE_APPLICATIONS", words(changes, PlannedChange::getApplication));
        variables.put(
                "ARGO_IMAGE_UPDATE_PREVIOUS", words(changes, change -> change.getName() + "=" + change.getFrom()));
        variables.putIfAbsent(
                "ARGO_IMAGE_UPDATE_CHANGES", words(changes, change -> change.getName() + "=" + change.getTo()));
    }

    private static String words(List<PlannedChange> changes, Function<PlannedChange, String> word) {
        return EnvironmentWords.of(
                changes.stream().map(word).map(CleanText::word).distinct().toList());
    }
}
