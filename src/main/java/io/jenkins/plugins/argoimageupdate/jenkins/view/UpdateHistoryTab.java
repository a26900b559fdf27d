package io.jenkins.plugins.argoimageupdate.jenkins.view;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
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

    public UpdateHistory getHistory() {
        return UpdateHistory.of(job);
    }

    /** The name of the image that the page is asked for; empty for all. */
    public String getFilter() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null
                ? ""
                : Util.fixNull(request.getParameter("image")).strip();
    }

    /** The filter as part of an address. */
    public String getQuery() {
        return getFilter().isEmpty() ? "" : "?image=" + Util.rawEncode(getFilter());
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The newest first; none for who may not read the job. */
    @Exported(name = "changes", inline = true)
    public List<HistoryRow> getRows() {
        if (!job.hasPermission(Item.READ)) {
            return List.of();
        }
        return getHistory().of(getFilter()).stream().map(HistoryRow::new).toList();
    }

    /** Of all images, or of the one that the page is asked for. */
    public LeadTimes getLeadTimes() {
        return LeadTimes.of(getHistory().of(getFilter()));
    }

    /**
     * The history as a CSV file.
     *
     * @param image only the changes of this one, by its name; null or empty for all
     */
    @GET
    public void doCsv(@QueryParameter String image, StaplerResponse2 response) throws IOException {
        export(
                response,
                "text/csv",
                "csv",
                HistoryCsv.of(getHistory().of(Util.fixNull(image).strip())));
    }

    /**
     * The history as a JSON file.
     *
     * @param image only the changes of this one, by its name; null or empty for all
     */
    @GET
    public void doJson(@QueryParameter String image, StaplerResponse2 response) throws IOException {
        export(
                response,
                "application/json",
                "json",
                UpdateHistory.json(getHistory().of(Util.fixNull(image).strip())));
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
