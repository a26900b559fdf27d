package io.jenkins.plugins.argoimageupdate.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.KnownArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PromoteFromArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.SelectorArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateForm;
import io.jenkins.plugins.argoimageupdate.jenkins.dryrun.DryRun;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * The step {@code argoImageUpdate}: updates the images of Applications, and returns an {@link UpdateResult}. It needs neither an
 * executor nor a workspace. The arguments are explained in their help files.
 */
public final class ArgoImageUpdateStep extends Step {

    private final UpdateArguments arguments = new UpdateArguments();

    @DataBoundConstructor
    public ArgoImageUpdateStep() {
        // an Application or a selector is needed, but neither always
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ArgoImageUpdateExecution(context, arguments, null);
    }

    public String getApplication() {
        return arguments.getApplication();
    }

    @DataBoundSetter
    public void setApplication(String application) {
        arguments.setApplication(application);
    }

    @CheckForNull
    public SelectorArgument getSelector() {
        return arguments.getSelector();
    }

    @DataBoundSetter
    public void setSelector(SelectorArgument selector) {
        arguments.setSelector(selector);
    }

    public String getNamespace() {
        return arguments.getNamespace();
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        arguments.setNamespace(namespace);
    }

    public String getArgocd() {
        return arguments.getArgocd();
    }

    @DataBoundSetter
    public void setArgocd(String argocd) {
        arguments.setArgocd(argocd);
    }

    public List<ImageArgument> getImages() {
        return arguments.getImages();
    }

    @DataBoundSetter
    public void setImages(List<ImageArgument> images) {
        arguments.setImages(images);
    }

    @CheckForNull
    public GitArgument getGit() {
        return arguments.getGit();
    }

    @DataBoundSetter
    public void setGit(GitArgument git) {
        arguments.setGit(git);
    }

    @CheckForNull
    public GuardsArgument getGuards() {
        return arguments.getGuards();
    }

    @DataBoundSetter
    public void setGuards(GuardsArgument guards) {
        arguments.setGuards(guards);
    }

    public List<String> getApproved() {
        return arguments.getApproved();
    }

    @DataBoundSetter
    public void setApproved(List<String> approved) {
        arguments.setApproved(approved);
    }

    public String getWriteBack() {
        return arguments.getWriteBack();
    }

    @DataBoundSetter
    public void setWriteBack(String writeBack) {
        arguments.setWriteBack(writeBack);
    }

    public boolean isSync() {
        return arguments.isSync();
    }

    @DataBoundSetter
    public void setSync(boolean sync) {
        arguments.setSync(sync);
    }

    public String getWaitFor() {
        return arguments.getWaitFor();
    }

    @DataBoundSetter
    public void setWaitFor(String waitFor) {
        arguments.setWaitFor(waitFor);
    }

    public int getTimeout() {
        return arguments.getTimeout();
    }

    @DataBoundSetter
    public void setTimeout(int timeout) {
        arguments.setTimeout(timeout);
    }

    public boolean isDryRun() {
        return arguments.isDryRun();
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        arguments.setDryRun(dryRun);
    }

    @CheckForNull
    public PromoteFromArgument getPromoteFrom() {
        return arguments.getPromoteFrom();
    }

    @DataBoundSetter
    public void setPromoteFrom(PromoteFromArgument promoteFrom) {
        arguments.setPromoteFrom(promoteFrom);
    }

    public String getSoak() {
        return arguments.getSoak();
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        arguments.setSoak(soak);
    }

    @CheckForNull
    public List<String> getOnly() {
        return arguments.getOnly();
    }

    /** A Pipeline may give the result of a dry run too. */
    @DataBoundSetter
    public void setOnly(List<String> only) {
        arguments.setOnly(only);
    }

    public String getOnFailure() {
        return arguments.getOnFailure();
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        arguments.setOnFailure(onFailure);
    }

    public String getDrift() {
        return arguments.getDrift();
    }

    @DataBoundSetter
    public void setDrift(String drift) {
        arguments.setDrift(drift);
    }

    public List<String> getFailOn() {
        return arguments.getFailOn();
    }

    @DataBoundSetter
    public void setFailOn(List<String> failOn) {
        arguments.setFailOn(failOn);
    }

    public List<String> getUnstableOn() {
        return arguments.getUnstableOn();
    }

    @DataBoundSetter
    public void setUnstableOn(List<String> unstableOn) {
        arguments.setUnstableOn(unstableOn);
    }

    /** Describes the step to Pipelines. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements UpdateForm {

        @Override
        public String getFunctionName() {
            return "argoImageUpdate";
        }

        @Override
        public String getDisplayName() {
            return Messages.ArgoImageUpdateStep_displayName();
        }

        /** Kinds of failures, an approved tag and the Application that is promoted from may be written as one text too. */
        @Override
        public Step newInstance(Map<String, Object> given) throws Exception {
            Map<String, Object> lists = new HashMap<>(given);
            for (String kinds : List.of("failOn", "unstableOn", "approved")) {
                lists.computeIfPresent(
                        kinds, (name, value) -> value instanceof CharSequence ? List.of(value.toString()) : value);
            }
            lists.computeIfPresent("promoteFrom", (name, value) -> PromoteFromArgument.ofPipeline(value));
            lists.computeIfPresent(
                    "only", (name, value) -> value instanceof UpdateResult plan ? plan.getApproval() : value);
            Optional<String> problem = KnownArguments.problem(clazz, getFunctionName(), lists);
            if (problem.isPresent()) {
                throw new AbortException(problem.get());
            }
            return super.newInstance(lists);
        }

        /** Shows what the step would do as it is filled in. */
        @RequirePOST
        public HttpResponse doDryRun(StaplerRequest2 request, @AncestorInPath Item item, @QueryParameter String json) {
            return DryRun.show(
                    item, json, form -> List.of(request.bindJSON(ArgoImageUpdateStep.class, form).arguments));
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> given) {
            Object subject = given.getOrDefault("application", given.get("selector"));
            return subject == null ? null : Objects.toString(subject);
        }
    }
}
