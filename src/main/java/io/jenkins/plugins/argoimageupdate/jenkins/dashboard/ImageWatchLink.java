package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollQueue;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchIndex;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.Pause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

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

    /** What the page shows at this moment, of what its address asks for. */
    public WatchPage page() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return new WatchPage(WatchSnapshot.take(), WatchQuery.of(Stapler.getCurrentRequest2()));
    }

    /** What is held of all Applications. */
    @Exported(inline = true)
    public List<HoldView> getHolds() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return HoldView.all();
    }

    /** Why what is held cannot be read, so that nothing is updated, and what to do; empty if it can. */
    @Exported
    public String getHoldsProblem() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return HoldStore.get().problem();
    }

    /**
     * Ends a hold of any Application.
     *
     * @param name the image's alias, or its name where it has none
     * @param image registry and name, without tag
     */
    @RequirePOST
    public HttpResponse doRelease(
            @QueryParameter String argocd,
            @QueryParameter String namespace,
            @QueryParameter String application,
            @QueryParameter String name,
            @QueryParameter String image) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        GuardedImage released = new GuardedImage(
                Util.fixNull(argocd),
                Util.fixNull(namespace),
                Util.fixNull(application),
                Util.fixNull(name),
                Util.fixNull(image));
        try {
            HoldStore.get().release(released);
        } catch (UpdateException e) {
            return HttpResponses.errorWithoutStack(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e.getMessage());
        }
        return new HttpRedirect(".");
    }

    @Exported
    public boolean isAllPaused() {
        return getPause() != null;
    }

    /** Who has paused polling as a whole, when and why; null if it is not paused. */
    @Exported(inline = true)
    @CheckForNull
    public Pause getPause() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return PollPause.get().ofAll().orElse(null);
    }

    /** Changes with what the page shows: whenever a poll ends, and with every pause. */
    public int version() {
        return Objects.hash(
                PollQueue.get().ended(),
                PollPause.get().version(),
                HoldStore.get().version());
    }

    /** For a page that is open. It does not say that polls run: on a large controller some do all the time. */
    @GET
    public HttpResponse doProgress() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return HttpResponses.okJSON(new JSONObject()
                .element("running", false)
                .element("version", version())
                .element("updates", new JSONArray()));
    }

    /**
     * Keeps what is named from being polled, or everything if nothing is.
     *
     * @param job full name
     * @param repository as {@link WatchedRepository#getKey} has it, or as its images write it
     * @param reason for those who wonder why; cut off after {@link Pause#LONGEST_REASON} characters
     * @throws IOException if it is not kept; it counts until Jenkins restarts
     */
    @RequirePOST
    public HttpResponse doPause(
            @QueryParameter String job, @QueryParameter String repository, @QueryParameter String reason)
            throws IOException {
        return set(Util.fixNull(job), Util.fixNull(repository), true, reason);
    }

    /** Undoes {@link #doPause}. @throws IOException likewise */
    @RequirePOST
    public HttpResponse doResume(@QueryParameter String job, @QueryParameter String repository) throws IOException {
        return set(Util.fixNull(job), Util.fixNull(repository), false, null);
    }

    private static HttpResponse set(String name, String repository, boolean paused, @CheckForNull String reason)
            throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (!repository.isEmpty()) {
            Optional<String> key = key(repository);
            if (paused && key.isEmpty()) {
                return HttpResponses.errorWithoutStack(
                        HttpServletResponse.SC_NOT_FOUND, Messages.ImageWatchLink_unknownRepository());
            }
            PollPause.get().setRepositoryPaused(key.orElse(repository), paused, reason);
        } else if (name.isEmpty()) {
            PollPause.get().setAllPaused(paused, reason);
        } else {
            Item item = Jenkins.get().getItemByFullName(name);
            if (!(item instanceof Job)) {
                return HttpResponses.notFound();
            }
            PollPause.get().setPaused((Job<?, ?>) item, paused, reason);
        }
        return new HttpRedirect(".");
    }

    /** With which a repository is paused, by whatever name somebody calls it; empty if no job watches one of this name. */
    private static Optional<String> key(String repository) {
        return PollPause.get().isRepositoryPaused(repository)
                ? Optional.of(repository)
                : WatchIndex.get().watching(repository).stream()
                        .flatMap(trigger -> trigger.getState().getImages().stream())
                        .filter(image -> image.isOf(repository))
                        .map(WatchedImageView::getRepositoryKey)
                        .findFirst();
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
