package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleListener;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import java.util.List;
import java.util.function.Consumer;

/** What a run comes to, in the words of the log: what was chosen, what was committed and what became of it. */
final class DemoStory implements CycleListener {

    private static final int FEW_LINES = 4;

    private final Consumer<String> lines;
    private final boolean onlyNews;
    private final ProgressLog log;

    /** @param onlyNews leaves out images that stay as they are */
    DemoStory(Consumer<String> lines, boolean onlyNews) {
        this.lines = lines;
        this.onlyNews = onlyNews;
        this.log = new ProgressLog(line -> lines.accept("  " + line.substring(line.indexOf(' ') + 1)));
    }

    @Override
    public void selected(WatchTarget target, ImageReport image) {
        if (!onlyNews || image.outcome() != ImageReport.Outcome.CURRENT) {
            log.selected(target, image);
        }
    }

    @Override
    public void writtenBack(WatchTarget target, WriteBackReport writeBack) {
        log.writtenBack(target, writeBack);
        List<String> changed = writeBack
                .diff()
                .lines()
                .filter(line -> line.matches("[+-](?![+-]{2}).*"))
                .toList();
        if (changed.size() <= FEW_LINES) {
            changed.forEach(line -> lines.accept("    " + line));
        }
    }

    @Override
    public void rolledOut(ApplicationReport application, RolloutReport rollout) {
        log.rolledOut(application, rollout);
    }

    @Override
    public void failed(String subject, FailureReport failure) {
        log.failed(subject, failure);
    }
}
