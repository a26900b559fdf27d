package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.jenkins.record.RolloutAct;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** That somebody promoted, aborted or retried a Rollout, as a page shows it. */
@ExportedBean
public final class ActView {

    private final RolloutAct act;

    ActView(RolloutAct act) {
        this.act = act;
    }

    @Exported
    public Date getAt() {
        return Date.from(act.getAt());
    }

    @Exported
    public String getUser() {
        return act.getUser();
    }

    @Exported
    public String getApplication() {
        return act.getApplication();
    }

    /** Such as {@code promoted Rollout/web (paused at step 2 of 5)}. */
    @Exported
    public String getWhat() {
        return act.getWhat();
    }
}
