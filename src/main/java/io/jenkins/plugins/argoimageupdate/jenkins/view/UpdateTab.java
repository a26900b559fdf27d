package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.RollbackPermission;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.ArrayList;
import java.util.List;
import jenkins.management.Badge;
import jenkins.model.Tab;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/**
 * The page of a build that says what its updates did, and its summary on the build's own page. Made anew for each request from what
 * {@link UpdateRunAction} keeps. Whoever may read the job may read it.
 */
@ExportedBean
public final class UpdateTab extends Tab implements BuildBadgeAction, StaplerProxy {

    /** Below the build. */
    public static final String URL_NAME = "image-update";

    private final Run<?, ?> run;
    private final UpdateRunAction action;

    UpdateTab(Run<?, ?> run, UpdateRunAction action) {
        super(run);
        this.run = run;
        this.action = action;
    }

    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** In the order in which they began; none for who may not read the job. */
    @Exported(inline = true)
    public List<UpdateView> getUpdates() {
        if (!run.hasPermission(Item.READ)) {
            return List.of();
        }
        return action.getRecords().stream()
                .map(record -> UpdateView.of(action, record))
                .toList();
    }

    @Exported
    public boolean isRunning() {
        return run.hasPermission(Item.READ) && action.isRunning();
    }

    /** For a page that is open meanwhile: whether the updates run, in what state each is, and a number that changes with the rest. */
    @GET
    public HttpResponse doProgress() {
        JSONArray updates = new JSONArray();
        int version = 0;
        for (UpdateView update : getUpdates()) {
            Headline headline = update.getHeadline();
            version = 31 * version + update.version();
            updates.add(new JSONObject()
                    .element("number", update.getNumber())
                    .element("running", update.isRunning())
                    .element("label", headline.label())
                    .element("sentence", headline.sentence())
                    .element("duration", update.getDuration()));
        }
        return HttpResponses.okJSON(new JSONObject()
                .element("running", isRunning())
                .element("version", version)
                .element("updates", updates));
    }

    /** Whether the reader may promote, abort and retry Rollouts here. */
    public boolean isMayAct() {
        return run.getParent().hasPermission(Item.BUILD);
    }

    /** What people did with Rollouts on this page, the newest last. */
    @Exported(inline = true)
    public List<ActView> getActs() {
        return run.hasPermission(Item.READ)
                ? action.getActs().stream().map(ActView::new).toList()
                : List.of();
    }

    /**
     * Promotes, aborts or retries Rollouts of an Application that an update of this build is about; it comes back as soon as Argo CD has
     * done so. It takes {@link Item#BUILD}.
     *
     * @param action {@code promote}, {@code promoteFull}, {@code abort} or {@code retry}
     * @param application its name
     * @param namespace of the Application; empty for any
     * @param argocd name of its Argo CD server; empty for any
     * @param rollout name of the Rollout; empty for all that the action has an effect on
     */
    @RequirePOST
    public HttpResponse doRolloutAction(
            @QueryParameter String action,
            @QueryParameter String application,
            @QueryParameter String namespace,
            @QueryParameter String argocd,
            @QueryParameter String rollout)
            throws InterruptedException {
        run.getParent().checkPermission(Item.BUILD);
        return new RolloutActionRequest(run, this.action).answer(action, application, namespace, argocd, rollout);
    }

    /** The question that the page is asked, if any: {@code tag} of the image at {@code place}. */
    @CheckForNull
    public WhyNot getWhyNot() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String tag = request == null ? null : Util.fixEmptyAndTrim(request.getParameter("tag"));
        String place = request == null ? null : Util.fixEmptyAndTrim(request.getParameter("place"));
        return tag == null || place == null ? null : new WhyNot(place, tag);
    }

    /** Whether the reader may roll back to what the build left behind, if it left anything. */
    public boolean isRollbackOffered() {
        return !action.isRunning()
                && run.getParent().hasPermission(RollbackPermission.ROLLBACK)
                && action.getRecords().stream()
                        .anyMatch(record -> record.isOver()
                                && !record.getArguments().isDryRun()
                                && record.getState() != UpdateRecord.State.FAILED);
    }

    /** How many images changed and what became of that, for the tab; null for none. */
    @Override
    @CheckForNull
    public Badge getBadge() {
        ChangeCount changes = changes();
        return changes.images() == 0
                ? null
                : new Badge(
                        String.valueOf(changes.images()),
                        changes.describe(),
                        changes.isFailed() ? Badge.Severity.DANGER : Badge.Severity.INFO);
    }

    /** What the builds of a job show beside this one's number; empty where nothing was changed. */
    public String getBuildBadge() {
        ChangeCount changes = changes();
        return changes.images() == 0 ? "" : changes.describeWith(action.getRecords());
    }

    /** An icon that says the same as {@link #getBuildBadge}. */
    public String getBuildBadgeSymbol() {
        return changes().getSymbol();
    }

    ChangeCount changes() {
        return ChangeCount.of(action.getRecords());
    }

    /** Names of what it updates, for the headings; at most the first three. */
    public String getApplicationNames() {
        List<String> names = new ArrayList<>();
        action.getRecords().forEach(record -> {
            String name = record.getArguments().getApplication();
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        });
        return names.size() <= 3 ? String.join(", ", names) : String.join(", ", names.subList(0, 3)) + ", …";
    }

    @Override
    public String getIconFileName() {
        return "symbol-rocket-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.Tab_name();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }
}
