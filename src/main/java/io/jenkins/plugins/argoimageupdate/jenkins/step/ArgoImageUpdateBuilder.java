package io.jenkins.plugins.argoimageupdate.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Item;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PromoteFromArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.SelectorArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateForm;
import io.jenkins.plugins.argoimageupdate.jenkins.dryrun.DryRun;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.RollbackOrder;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * The build step: what {@link ArgoImageUpdateStep} is to Pipelines, for freestyle jobs. Build variables are replaced in its arguments.
 * While it waits it holds the build's executor, and it does not go on after a restart, as builds of such jobs do not. Pipelines do not see it:
 * they have the step, which returns what it did.
 */
public final class ArgoImageUpdateBuilder extends Builder {

    private final UpdateArguments arguments = new UpdateArguments();

    @DataBoundConstructor
    public ArgoImageUpdateBuilder() {
        // an Application or a selector is needed, but neither always
    }

    /** A {@code config.xml} that somebody else wrote may leave out all arguments. */
    private Object readResolve() {
        return arguments == null ? new ArgoImageUpdateBuilder() : this;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        EnvVars variables = build.getEnvironment(listener);
        UpdateRunAction action = UpdateRunAction.of(build);
        int number = RollbackOrder.begin(build, arguments.expand(variables::expand), "");
        try {
            BuildUpdate update = new BuildUpdate(build, listener, number);
            BuildUpdate.Outcome outcome = new OwnThread(update::timeLeft, update::overdue).run(update::perform);
            if (outcome.unstable()) {
                build.setResult(Result.UNSTABLE);
            }
            return true;
        } catch (InterruptedException e) {
            action.abort(number);
            throw e;
        }
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

    /** Describes the build step to jobs. */
    @Extension
    @Symbol("argoImageUpdate")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> implements UpdateForm {

        public DescriptorImpl() {
            addHelpFileRedirect(null, ArgoImageUpdateStep.class, null);
            UpdateArguments.names().forEach(name -> addHelpFileRedirect(name, ArgoImageUpdateStep.class, name));
        }

        @Override
        public String getDisplayName() {
            return Messages.ArgoImageUpdateStep_displayName();
        }

        /** Shows what the step would do as it is filled in. */
        @RequirePOST
        public HttpResponse doDryRun(StaplerRequest2 request, @AncestorInPath Item item, @QueryParameter String json) {
            return DryRun.show(
                    item, json, form -> List.of(request.bindJSON(ArgoImageUpdateBuilder.class, form).arguments));
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
