package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.KnownArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ServerForm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The step {@code argoRollout}: promotes, aborts or retries Rollouts of Argo Rollouts, and returns an {@link ArgoRolloutResult}. It needs
 * neither an executor nor a workspace, and no thread while it waits. The arguments are explained in their help files.
 */
public final class ArgoRolloutStep extends Step {

    private final String action;
    private final String application;
    private String namespace = "";
    private String argocd = "";
    private String rollout = "";
    private String waitFor = WaitFor.PAUSED.id();
    private int timeout;

    @DataBoundConstructor
    public ArgoRolloutStep(String action, String application) {
        this.action = Util.fixNull(action).strip();
        this.application = Util.fixNull(application).strip();
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ArgoRolloutExecution(context, new RolloutArguments(this));
    }

    public String getAction() {
        return action;
    }

    public String getApplication() {
        return application;
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Util.fixNull(namespace).strip();
    }

    public String getArgocd() {
        return argocd;
    }

    @DataBoundSetter
    public void setArgocd(String argocd) {
        this.argocd = Util.fixNull(argocd).strip();
    }

    public String getRollout() {
        return rollout;
    }

    @DataBoundSetter
    public void setRollout(String rollout) {
        this.rollout = Util.fixNull(rollout).strip();
    }

    public String getWaitFor() {
        return waitFor;
    }

    @DataBoundSetter
    public void setWaitFor(String waitFor) {
        String wanted = Util.fixNull(waitFor).strip();
        this.waitFor = wanted.isEmpty() ? WaitFor.PAUSED.id() : wanted;
    }

    public int getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }

    /** Describes the step to Pipelines. */
    @Extension
    @Symbol("argoRollout")
    public static final class DescriptorImpl extends StepDescriptor implements ServerForm {

        @Override
        public String getFunctionName() {
            return "argoRollout";
        }

        @Override
        public String getDisplayName() {
            return Messages.ArgoRolloutStep_displayName();
        }

        @Override
        public Step newInstance(Map<String, Object> given) throws Exception {
            Optional<String> problem = KnownArguments.problem(clazz, getFunctionName(), given);
            if (problem.isPresent()) {
                throw new AbortException(problem.get());
            }
            return super.newInstance(given);
        }

        /** What can be done. */
        @POST
        public ListBoxModel doFillActionItems() {
            ListBoxModel actions = new ListBoxModel();
            actions.add(Messages.ArgoRolloutStep_promote(), RolloutAction.PROMOTE.id());
            actions.add(Messages.ArgoRolloutStep_promoteFull(), RolloutAction.PROMOTE_FULL.id());
            actions.add(Messages.ArgoRolloutStep_abort(), RolloutAction.ABORT.id());
            actions.add(Messages.ArgoRolloutStep_retry(), RolloutAction.RETRY.id());
            return actions;
        }

        /** How far it is followed. */
        @POST
        public ListBoxModel doFillWaitForItems() {
            ListBoxModel ends = new ListBoxModel();
            ends.add(Messages.ArgoRolloutStep_paused(), WaitFor.PAUSED.id());
            ends.add(Messages.ArgoRolloutStep_healthy(), WaitFor.HEALTHY.id());
            ends.add(Messages.ArgoRolloutStep_none(), WaitFor.NONE.id());
            return ends;
        }

        /** An Application has to be named. */
        @POST
        public FormValidation doCheckApplication(@AncestorInPath Item item, @QueryParameter String value) {
            boolean mayConfigure = item != null && item.hasPermission(Item.CONFIGURE);
            return mayConfigure && Util.fixNull(value).isBlank()
                    ? FormValidation.error(Messages.ArgoRolloutStep_application())
                    : FormValidation.ok();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> given) {
            return given.get("action") + " " + given.get("application");
        }
    }
}
