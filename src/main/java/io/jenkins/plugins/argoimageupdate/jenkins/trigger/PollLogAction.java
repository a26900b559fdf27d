package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.util.List;
import jenkins.model.Tab;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * The page “Image polling log” of a job. It names registries and Applications, so that reading it takes {@link Item#EXTENDED_READ}; to
 * poll at once takes {@link Item#BUILD}.
 */
@ExportedBean
public final class PollLogAction extends Tab {

    public static final String URL = "argo-image-polling";
    static final String ICON = "symbol-reader-outline plugin-ionicons-api";

    private final Job<?, ?> job;
    private final ImageUpdateTrigger trigger;

    PollLogAction(Job<?, ?> job, ImageUpdateTrigger trigger) {
        super(job);
        this.job = job;
        this.trigger = trigger;
    }

    @Override
    public String getIconFileName() {
        return isReadable() ? ICON : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.PollLogAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    private boolean isReadable() {
        return job.hasPermission(Item.EXTENDED_READ);
    }

    /** For the page; refuses those who may not read it. */
    public boolean checkReadable() {
        job.checkPermission(Item.EXTENDED_READ);
        return true;
    }

    public Api getApi() {
        checkReadable();
        return new Api(this);
    }

    /** What is watched and how it is; null for those who may not read it. */
    @Exported(inline = true)
    public PollState getState() {
        return isReadable() ? trigger.getState() : null;
    }

    /** The polls that are kept, the newest first. */
    @Exported(inline = true)
    public List<PollView> getPolls() {
        return isReadable() ? PollView.of(PollMemory.read(job)) : List.of();
    }

    /** Polls at once, and starts a build for what there is to change even if one was started for it before. */
    @RequirePOST
    public HttpResponse doPoll() {
        job.checkPermission(Item.BUILD);
        trigger.pollNow();
        return new HttpRedirect(isReadable() ? "." : "..");
    }
}
