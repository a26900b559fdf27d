package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.KnownArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackForm;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The step {@code argoImageUpdateRollback}: writes earlier versions of the images of an Application, waits for them like any others, and
 * returns an {@link UpdateResult}. The arguments are explained in their help files.
 */
public final class ArgoImageUpdateRollbackStep extends Step {

    private final String application;
    private final String to;
    private String argocd = "";
    private String namespace = "";
    private String reason = "";
    private boolean hold = true;
    private String until = "";

    @DataBoundConstructor
    public ArgoImageUpdateRollbackStep(String application, String to) {
        this.application = application;
        this.to = to;
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        UpdateArguments named = new UpdateArguments();
        named.setApplication(application);
        named.setArgocd(argocd);
        named.setNamespace(namespace);
        RollbackArguments rollback = new RollbackArguments(to, who(context.get(Run.class)), reason, hold, until);
        return new ArgoImageUpdateExecution(context, named, rollback);
    }

    private static String who(Run<?, ?> run) {
        Cause.UserIdCause user = run.getCause(Cause.UserIdCause.class);
        return user == null ? run.getFullDisplayName() : user.getUserName();
    }

    public String getApplication() {
        return application;
    }

    public String getTo() {
        return to;
    }

    public String getArgocd() {
        return argocd;
    }

    @DataBoundSetter
    public void setArgocd(String argocd) {
        this.argocd = argocd;
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = namespace;
    }

    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = reason;
    }

    public boolean isHold() {
        return hold;
    }

    @DataBoundSetter
    public void setHold(boolean hold) {
        this.hold = hold;
    }

    public String getUntil() {
        return until;
    }

    @DataBoundSetter
    public void setUntil(String until) {
        this.until = until;
    }

    /** Describes the step to Pipelines. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements RollbackForm {

        private static final Pattern SINGLE = Pattern.compile("[^,=\\s]+");
        private static final int LONGEST_SHOWN = 200;

        @Override
        public String getFunctionName() {
            return "argoImageUpdateRollback";
        }

        @Override
        public String getDisplayName() {
            return Messages.ArgoImageUpdateRollbackStep_displayName();
        }

        /** What to go back to may be written as a number and as a map too. */
        @Override
        public Step newInstance(Map<String, Object> given) throws Exception {
            Map<String, Object> texts = new HashMap<>(given);
            if (given.get("to") instanceof Map<?, ?> versions) {
                requireSingle(versions);
            }
            texts.computeIfPresent("to", (name, value) -> text(value));
            Optional<String> problem = KnownArguments.problem(clazz, getFunctionName(), texts);
            if (problem.isPresent()) {
                throw new AbortException(problem.get());
            }
            return super.newInstance(texts);
        }

        /** A text, such as a parameter of a build, must not name a second image. */
        private static void requireSingle(Map<?, ?> versions) throws AbortException {
            for (Map.Entry<?, ?> version : versions.entrySet()) {
                String tag = Objects.toString(version.getValue(), "");
                if (tag.isBlank()
                        || !SINGLE.matcher(tag).matches()
                        || !SINGLE.matcher(String.valueOf(version.getKey())).matches()) {
                    throw new AbortException(
                            "argoImageUpdateRollback: to takes one tag or digest for each image, and not '"
                                    + CleanText.line(version.getKey() + ": " + tag, LONGEST_SHOWN) + "'");
                }
            }
        }

        private static String text(Object to) {
            return to instanceof Map<?, ?> versions
                    ? versions.entrySet().stream()
                            .map(version -> version.getKey() + " = " + version.getValue())
                            .collect(Collectors.joining(", "))
                    : String.valueOf(to);
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> given) {
            return Objects.toString(given.get("application"), "") + " → " + text(given.get("to"));
        }
    }
}
