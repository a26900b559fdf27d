package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldEnd;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.RollbackPermission;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.EarlierVersions;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.RollbackOrder;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.TransientActionFactory;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * The page of a job on which somebody rolls back, holds and releases. Whoever may read the job may read it; to change something takes
 * {@link RollbackPermission#ROLLBACK}. Browsers are led back, other programs get JSON.
 */
public final class RollbackPage implements Action, StaplerProxy {

    /** Below the job. */
    public static final String URL_NAME = "image-rollback";

    private final Job<?, ?> job;

    private RollbackPage(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    public boolean isAllowed() {
        return job.hasPermission(RollbackPermission.ROLLBACK);
    }

    /** The images of the job. */
    public List<ImageRow> getImages() {
        ImageUpdateTrigger trigger = ImageUpdateTrigger.of(job);
        PollState state = trigger == null ? null : trigger.getState();
        return ImagePanel.rowsOf(state, UpdateHistory.of(job));
    }

    /** Whether it is asked what of the cluster can be written to Git. */
    public boolean isLiveAsked() {
        return parameter("to").equals(Rollback.LIVE);
    }

    /** The Application that is asked for; empty for all. */
    public String getApplication() {
        return parameter("application");
    }

    /** The images of it that somebody changed in the cluster by hand. */
    public List<ImageRow> getChangedByHand() {
        String application = getApplication();
        return getImages().stream()
                .filter(row -> row.getDrift() != null)
                .filter(row -> application.isEmpty() || row.getApplication().equals(application))
                .toList();
    }

    /** Whether any of them can be written to Git. */
    public boolean isAdoptable() {
        return getChangedByHand().stream().anyMatch(row -> row.getDrift().isAdoptable());
    }

    /** The build whose versions are asked for; null for none. */
    @CheckForNull
    public Integer getBuild() {
        String build = parameter("build");
        return build.matches("\\d{1,9}") ? Integer.valueOf(build) : null;
    }

    /** What it left behind; empty when nothing is known of it. */
    public List<RollbackRow> getVersions() {
        Integer build = getBuild();
        if (build == null) {
            return List.of();
        }
        try {
            List<ImageRow> images = getImages();
            return EarlierVersions.of(job, build).stream()
                    .map(version -> new RollbackRow(version, images))
                    .toList();
        } catch (UpdateException e) {
            return List.of();
        }
    }

    /** The image that is to be held; null for none. */
    @CheckForNull
    public ImageRow getImage() {
        List<ImageRow> found =
                find(parameter("argocd"), parameter("namespace"), parameter("application"), parameter("image"));
        return found.isEmpty() ? null : found.get(0);
    }

    private static String parameter(String name) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? "" : Util.fixNull(request.getParameter(name)).strip();
    }

    private List<ImageRow> find(String argocd, String namespace, String application, String name) {
        return getImages().stream()
                .filter(row -> row.getName().equals(name) || row.getImage().equals(name))
                .filter(row -> fits(application, row.getApplication()))
                .filter(row -> fits(namespace, row.getNamespace()))
                .filter(row -> fits(argocd, row.getArgocd()))
                .toList();
    }

    private static boolean fits(@CheckForNull String wanted, String actual) {
        return wanted == null || wanted.isBlank() || wanted.strip().equals(actual);
    }

    /**
     * Starts a build of the job that goes back, or writes to Git what is live.
     *
     * @param to the number of a build, the full ID of a commit, versions such as {@code frontend: main-41}, or {@code live}
     * @param application the only one that is meant; empty for all
     * @param hold {@code false} for no hold
     * @param until when the hold ends by itself; empty for when somebody ends it
     */
    @RequirePOST
    public HttpResponse doRollback(
            StaplerRequest2 request,
            @QueryParameter String to,
            @QueryParameter String application,
            @QueryParameter String reason,
            @QueryParameter String hold,
            @QueryParameter String until) {
        job.checkPermission(RollbackPermission.ROLLBACK);
        if (getImages().stream().noneMatch(row -> fits(application, row.getApplication()))
                && !Util.fixNull(application).isBlank()) {
            return unknownApplication();
        }
        boolean holds = isHtml(request) ? hold != null : !"false".equals(hold);
        try {
            if (!RollbackOrder.schedule(job, Util.fixNull(to), application, reason, holds, Util.fixNull(until))) {
                return HttpResponses.errorWithoutStack(
                        HttpServletResponse.SC_CONFLICT, Messages.RollbackPage_notBuildable());
            }
            return isHtml(request)
                    ? new HttpRedirect("..")
                    : HttpResponses.okJSON(new JSONObject().element("to", to).element("queued", true));
        } catch (UpdateException e) {
            return refused(e);
        }
    }

    /**
     * Keeps an image where it is. It is an error if several images can be meant.
     *
     * @param argocd name of the Argo CD server; empty for any
     * @param namespace of the Application; empty for any
     * @param application empty for any
     * @param image its alias or its name
     */
    @RequirePOST
    public HttpResponse doHold(
            StaplerRequest2 request,
            @QueryParameter String argocd,
            @QueryParameter String namespace,
            @QueryParameter String application,
            @QueryParameter String image,
            @QueryParameter String reason,
            @QueryParameter String until) {
        job.checkPermission(RollbackPermission.ROLLBACK);
        List<ImageRow> found = find(argocd, namespace, application, Util.fixNull(image));
        if (found.size() != 1) {
            return notOne(found);
        }
        ImageRow row = found.get(0);
        try {
            Instant now = Instant.now();
            Instant end = HoldEnd.parse(Util.fixNull(until), now, ZoneId.systemDefault());
            HoldStore.get()
                    .hold(row.guarded(), new Hold(row.getLive(), RollbackOrder.who(), Util.fixNull(reason), now, end));
        } catch (UpdateException e) {
            return refused(e);
        }
        return done(request, row, true);
    }

    /** Ends the hold of an image, which is named as for {@link #doHold}. */
    @RequirePOST
    public HttpResponse doRelease(
            StaplerRequest2 request,
            @QueryParameter String argocd,
            @QueryParameter String namespace,
            @QueryParameter String application,
            @QueryParameter String image) {
        job.checkPermission(RollbackPermission.ROLLBACK);
        List<ImageRow> found = find(argocd, namespace, application, Util.fixNull(image));
        if (found.size() != 1) {
            return notOne(found);
        }
        try {
            HoldStore.get().release(found.get(0).guarded());
        } catch (UpdateException e) {
            return refused(e);
        }
        return done(request, found.get(0), false);
    }

    private static HttpResponse done(StaplerRequest2 request, ImageRow row, boolean held) {
        if (isHtml(request)) {
            return new HttpRedirect("..");
        }
        return HttpResponses.okJSON(new JSONObject()
                .element("application", row.getApplication())
                .element("image", row.getName())
                .element("held", held));
    }

    /** A browser asks for pages. */
    private static boolean isHtml(StaplerRequest2 request) {
        return Util.fixNull(request.getHeader("Accept")).contains("text/html");
    }

    private HttpResponse notOne(List<ImageRow> found) {
        if (!found.isEmpty()) {
            return HttpResponses.errorWithoutStack(
                    HttpServletResponse.SC_BAD_REQUEST, Messages.RollbackPage_severalImages(places(found)));
        }
        String known = getImages().stream().map(ImageRow::getName).distinct().collect(Collectors.joining(", "));
        return HttpResponses.errorWithoutStack(
                HttpServletResponse.SC_NOT_FOUND, Messages.RollbackPage_unknownImage(known));
    }

    private HttpResponse unknownApplication() {
        String known =
                getImages().stream().map(ImageRow::getApplication).distinct().collect(Collectors.joining(", "));
        return HttpResponses.errorWithoutStack(
                HttpServletResponse.SC_NOT_FOUND, Messages.RollbackPage_unknownApplication(known));
    }

    private static String places(List<ImageRow> rows) {
        return rows.stream()
                .map(row -> "application=" + row.getApplication() + "&namespace=" + row.getNamespace() + "&argocd="
                        + row.getArgocd())
                .collect(Collectors.joining(", "));
    }

    private static HttpResponse refused(UpdateException e) {
        return HttpResponses.errorWithoutStack(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.RollbackPage_title();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** Gives the page to jobs that watch or have updated an image. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return RollbackPage.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return ImageUpdateTrigger.of(target) == null && !UpdateHistory.exists(target)
                    ? List.of()
                    : List.of(new RollbackPage(target));
        }
    }

    /** An image on the way back. */
    public static final class RollbackRow {

        private final Version version;
        private final String live;

        RollbackRow(Version version, List<ImageRow> images) {
            this.version = version;
            this.live = images.stream()
                    .filter(row -> row.getName().equals(version.image())
                            && row.getApplication().equals(version.application())
                            && fits(version.namespace(), row.getNamespace())
                            && fits(version.argocd(), row.getArgocd()))
                    .map(ImageRow::getLive)
                    .findFirst()
                    .orElse("");
        }

        public String getApplication() {
            return version.application();
        }

        /** The name of the Argo CD server; empty when not known. */
        public String getArgocd() {
            return version.argocd();
        }

        public String getName() {
            return version.image();
        }

        /** What runs now; empty when not known. */
        public String getLive() {
            return live;
        }

        public String getTo() {
            return version.tag().name().isEmpty()
                    ? version.tag().toString()
                    : version.tag().name();
        }

        public boolean isSame() {
            return getTo().equals(live);
        }
    }
}
