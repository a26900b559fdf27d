package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.jenkins.history.UpdateHistoryTab;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/** The page “Image polling log” of a job. Whoever may read the job may read it; to poll at once takes {@link Item#BUILD}. */
@ExportedBean
public final class PollLogAction extends Tab implements StaplerProxy {

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
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        return ICON;
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

    public Api getApi() {
        return new Api(this);
    }

    /** What is watched and how it is; null for who may not read the job. */
    @Exported(inline = true)
    public PollState getState() {
        return job.hasPermission(Item.READ) ? trigger.getState() : null;
    }

    /** The polls that are kept, the newest first; none for who may not read the job. */
    @Exported(inline = true)
    public List<PollView> getPolls() {
        return job.hasPermission(Item.READ) ? PollView.of(PollMemory.read(job)) : List.of();
    }

    /** Changes with what the page shows. */
    public int version(@CheckForNull PollState state) {
        return state == null ? 0 : state.version();
    }

    /** For a page that is open, whether or not a poll runs. */
    @GET
    public HttpResponse doProgress() {
        PollState state = getState();
        return HttpResponses.okJSON(PollState.progress(state, getDisplayName(), version(state)));
    }

    /**
     * Polls at once, and starts a build for what there is to change even if one was started for it before. Where a poll would be in vain
     * it answers 409 with the reason.
     */
    @RequirePOST
    public HttpResponse doPoll() {
        job.checkPermission(Item.BUILD);
        Optional<PollHindrance> hindrance = PollHindrance.ofHand(job);
        if (hindrance.isPresent()) {
            return HttpResponses.errorWithoutStack(
                    HttpServletResponse.SC_CONFLICT, hindrance.get().getSentence());
        }
        trigger.pollNow();
        return new HttpRedirect(".");
    }

    /** Gives the page to jobs with the trigger, right after their history. */
    @Extension(ordinal = UpdateHistoryTab.ORDINAL - 0.1)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return PollLogAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            ImageUpdateTrigger trigger = ImageUpdateTrigger.of(target);
            return trigger == null || trigger.getJob() == null
                    ? List.of()
                    : List.of(new PollLogAction(target, trigger));
        }
    }
}
