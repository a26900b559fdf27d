package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollPause;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/**
 * The administrator's page: what is watched everywhere, what it costs and what fails. Whoever may read the configuration may read it;
 * to pause and resume takes {@link Jenkins#ADMINISTER}.
 */
@Extension
public final class ImageWatchLink extends ManagementLink implements StaplerProxy {

    private static final Permission[] READERS = {Jenkins.MANAGE, Jenkins.SYSTEM_READ};

    @Override
    public Object getTarget() {
        Jenkins.get().checkAnyPermission(READERS);
        return this;
    }

    public WatchSnapshot getSnapshot() {
        return WatchSnapshot.take();
    }

    public List<ArgoCdServerConfig> getArgoCdServers() {
        return ArgoImageUpdateConfiguration.get().getArgoCdServers();
    }

    public boolean isAllPaused() {
        return PollPause.get().isAllPaused();
    }

    /** @param job full name; empty for all */
    @POST
    public HttpResponse doPause(@QueryParameter String job) throws IOException {
        return set(job, true);
    }

    /** @param job full name; empty for all */
    @POST
    public HttpResponse doResume(@QueryParameter String job) throws IOException {
        return set(job, false);
    }

    private static HttpResponse set(String name, boolean paused) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (name == null || name.isEmpty()) {
            PollPause.get().setAllPaused(paused);
            return new HttpRedirect(".");
        }
        Item item = Jenkins.get().getItemByFullName(name);
        if (!(item instanceof Job)) {
            return HttpResponses.notFound();
        }
        PollPause.get().setPaused((Job<?, ?>) item, paused);
        return new HttpRedirect(".");
    }

    @Override
    public String getIconFileName() {
        return Jenkins.get().hasAnyPermission(READERS) ? "symbol-eye-outline plugin-ionicons-api" : null;
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

    /** Readers are of two kinds, which one permission cannot say; see {@link #getIconFileName} and {@link #getTarget}. */
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.READ;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }
}
