package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.util.List;
import java.util.function.Consumer;

/** What a run comes to, in the words of the log: what was chosen, what was committed and what became of it. */
final class DemoStory implements Consumer<CycleEvent> {

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
    public void accept(CycleEvent event) {
        if (event instanceof CycleEvent.Selected selected) {
            if (!onlyNews || selected.image().outcome() != ImageReport.Outcome.CURRENT) {
                log.accept(event);
            }
        } else if (event instanceof CycleEvent.WrittenBack written) {
            log.accept(event);
            showFew(written.writeBack().diff());
        } else if (event instanceof CycleEvent.RolledOut || event instanceof CycleEvent.Failed) {
            log.accept(event);
        }
    }

    private void showFew(String diff) {
        List<String> changed =
                diff.lines().filter(line -> line.matches("[+-](?![+-]{2}).*")).toList();
        if (changed.size() <= FEW_LINES) {
            changed.forEach(line -> lines.accept("    " + line));
        }
    }
}
