package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.Extension;
import hudson.Functions;
import hudson.Util;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchIndex;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The administrator's page: what is watched everywhere, what it costs and what fails. It takes {@link Jenkins#ADMINISTER}. */
@Extension
@ExportedBean
public final class ImageWatchLink extends ManagementLink implements StaplerProxy {

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Exported(inline = true)
    public WatchSnapshot getSnapshot() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return WatchSnapshot.take();
    }

    @Exported
    public boolean isAllPaused() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return PollPause.get().isAllPaused();
    }

    /** For the page. */
    public String bytes(long bytes) {
        return Functions.humanReadableByteSize(bytes);
    }

    /**
     * Keeps what is named from being polled, or everything if nothing is.
     *
     * @param job full name
     * @param repository as {@link WatchedRepository#getKey} has it
     */
    @RequirePOST
    public HttpResponse doPause(@QueryParameter String job, @QueryParameter String repository) throws IOException {
        return set(Util.fixNull(job), Util.fixNull(repository), true);
    }

    /** Undoes {@link #doPause}. */
    @RequirePOST
    public HttpResponse doResume(@QueryParameter String job, @QueryParameter String repository) throws IOException {
        return set(Util.fixNull(job), Util.fixNull(repository), false);
    }

    private static HttpResponse set(String name, String repository, boolean paused) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (!repository.isEmpty()) {
            boolean known = !paused || !WatchIndex.get().watching(repository).isEmpty();
            if (!known) {
                return HttpResponses.notFound();
            }
            PollPause.get().setRepositoryPaused(repository, paused);
        } else if (name.isEmpty()) {
            PollPause.get().setAllPaused(paused);
        } else {
            Item item = Jenkins.get().getItemByFullName(name);
            if (!(item instanceof Job)) {
                return HttpResponses.notFound();
            }
            PollPause.get().setPaused((Job<?, ?>) item, paused);
        }
        return new HttpRedirect(".");
    }

    @Override
    public String getIconFileName() {
        return "symbol-eye-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ImageWatchLink_name();
    }

    @Override
    public String getDescription() {
        return Messages.ImageWatchLink_description();
    }

    @Override
    public String getUrlName() {
        return "image-watch";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }
}
