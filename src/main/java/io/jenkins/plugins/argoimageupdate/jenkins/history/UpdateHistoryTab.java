package io.jenkins.plugins.argoimageupdate.jenkins.history;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.RollbackPermission;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/** The page of a job that lists what its builds changed. It loads no build. Whoever may read the job may read it. */
@ExportedBean
public final class UpdateHistoryTab extends Tab implements StaplerProxy {

    /** Below the job. */
    public static final String URL_NAME = "image-updates";

    /** Above that of other plugins, so that the pages about images are next to each other. */
    public static final double ORDINAL = 20;

    private final Job<?, ?> job;

    UpdateHistoryTab(Job<?, ?> job) {
        super(job);
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

    /** Whether the reader may roll back to what a build left behind. */
    public boolean isRollbackAllowed() {
        return job.hasPermission(RollbackPermission.ROLLBACK);
    }

    /** What the page is asked for. */
    public HistoryPage page() {
        return new HistoryPage(UpdateHistory.of(job), query());
    }

    /** How long the updates that the page is asked for took. */
    public LeadTimeChart chart(HistoryPage page) {
        return new LeadTimeChart(job, page.getLeadTimes());
    }

    private static HistoryQuery query() {
        return HistoryQuery.of(Stapler.getCurrentRequest2());
    }

    private List<HistoryEntry> entries() {
        return query().of(UpdateHistory.of(job).entries());
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The newest first, on whatever page they are; none for who may not read the job. */
    @Exported(name = "changes", inline = true)
    public List<HistoryRow> getRows() {
        if (!job.hasPermission(Item.READ)) {
            return List.of();
        }
        return entries().stream().map(HistoryRow::new).toList();
    }

    /** The changes that the request asks for, as a CSV file. */
    @GET
    public void doCsv(StaplerResponse2 response) throws IOException {
        export(response, "text/csv", "csv", HistoryCsv.of(entries()));
    }

    /** The changes that the request asks for, as a JSON file. */
    @GET
    public void doJson(StaplerResponse2 response) throws IOException {
        export(response, "application/json", "json", UpdateHistory.json(entries()));
    }

    private static void export(StaplerResponse2 response, String type, String ending, String content)
            throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", "attachment; filename=\"image-updates." + ending + "\"");
        response.getWriter().write(content);
    }

    @Override
    public String getIconFileName() {
        return "symbol-time-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.History_name();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** Gives the page to jobs that have updated or checked an image. */
    @Extension(ordinal = UpdateHistoryTab.ORDINAL)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return UpdateHistoryTab.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return UpdateHistory.exists(target) ? List.of(new UpdateHistoryTab(target)) : List.of();
        }
    }
}
