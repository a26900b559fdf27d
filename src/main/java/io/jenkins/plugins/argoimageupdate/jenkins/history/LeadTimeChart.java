package io.jenkins.plugins.argoimageupdate.jenkins.history;

import edu.hm.hafner.echarts.JacksonFacade;
import edu.hm.hafner.echarts.line.LineSeries;
import edu.hm.hafner.echarts.line.LinesChartModel;
import edu.hm.hafner.echarts.line.LinesDataSet;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateTab;
import io.jenkins.plugins.echarts.AsyncTrendChart;
import io.jenkins.plugins.echarts.JenkinsPalette;
import java.util.Map;
import org.kohsuke.stapler.bind.JavaScriptMethod;

/** The chart of a job's lead times, in the unit that suits them. */
public final class LeadTimeChart implements AsyncTrendChart {

    private static final String LEAD = "lead";
    private static final String MEDIAN = "median";

    private final Job<?, ?> job;
    private final LeadTimes leadTimes;

    /** @param leadTimes of builds of the job */
    public LeadTimeChart(Job<?, ?> job, LeadTimes leadTimes) {
        this.job = job;
        this.leadTimes = leadTimes;
    }

    public LeadTimes getLeadTimes() {
        return leadTimes;
    }

    /** Where a click on an update leads, below its build. */
    public String getUrlName() {
        return UpdateTab.URL_NAME;
    }

    /** The chart as its script wants it. */
    @Override
    @JavaScriptMethod
    public String getBuildTrendModel() {
        job.checkPermission(Item.READ);
        Unit unit = Unit.of(leadTimes.longestMillis());
        LinesDataSet data = new LinesDataSet();
        double median = unit.count(leadTimes.medianMillis());
        for (LeadTimes.Update update : leadTimes.getUpdates()) {
            data.add(
                    "#" + update.build(),
                    Map.of(LEAD, unit.count(update.millis()), MEDIAN, median),
                    update.deleted() ? -update.build() : update.build());
        }
        LinesChartModel model = new LinesChartModel(data);
        model.setRangeMin(0);
        model.useContinuousRangeAxis();
        model.addSeries(
                new LineSeries(
                        unit.lead(),
                        JenkinsPalette.BLUE.normal(),
                        LineSeries.StackedMode.SEPARATE_LINES,
                        LineSeries.FilledMode.FILLED,
                        data.getSeries(LEAD)),
                new LineSeries(
                        unit.median(),
                        JenkinsPalette.ORANGE.normal(),
                        LineSeries.StackedMode.SEPARATE_LINES,
                        LineSeries.FilledMode.LINES,
                        data.getSeries(MEDIAN)));
        return new JacksonFacade().toJson(model);
    }

    @Override
    public boolean isTrendVisible() {
        return leadTimes.isCharted();
    }

    /** What the numbers of the chart count. */
    private enum Unit {
        SECONDS(1_000),
        MINUTES(60_000),
        HOURS(3_600_000);

        private static final int MOST = 3;
        private static final double TENTHS = 10;

        private final long millis;

        Unit(long millis) {
            this.millis = millis;
        }

        double count(long time) {
            return Math.round(TENTHS * time / millis) / TENTHS;
        }

        static Unit of(long longest) {
            if (longest < MOST * MINUTES.millis) {
                return SECONDS;
            }
            return longest < MOST * HOURS.millis ? MINUTES : HOURS;
        }

        String lead() {
            return switch (this) {
                case SECONDS -> Messages.LeadTimes_seconds();
                case MINUTES -> Messages.LeadTimes_minutes();
                case HOURS -> Messages.LeadTimes_hours();
            };
        }

        String median() {
            return switch (this) {
                case SECONDS -> Messages.LeadTimes_medianSeconds();
                case MINUTES -> Messages.LeadTimes_medianMinutes();
                case HOURS -> Messages.LeadTimes_medianHours();
            };
        }
    }
}
