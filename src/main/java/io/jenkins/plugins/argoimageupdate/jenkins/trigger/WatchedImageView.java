package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a job watches, as of its last poll. */
@ExportedBean
public final class WatchedImageView {

    private final ImageState state;

    WatchedImageView(ImageState state) {
        this.state = state;
    }

    @Exported
    public String getApplication() {
        return state.application();
    }

    /** Of the Application in Argo CD; empty for none. */
    @Exported
    public String getUrl() {
        return state.url().matches("https?://.*") ? state.url() : "";
    }

    /** Empty for none. */
    @Exported
    public String getAlias() {
        return state.alias();
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return state.image();
    }

    @Exported
    public String getStrategy() {
        return state.strategy();
    }

    /** What the tag has to be, in words; empty for any. */
    @Exported
    public String getFilter() {
        return state.filter();
    }

    /** The tag that runs; empty when not known. */
    @Exported
    public String getLive() {
        return state.live();
    }

    /** The tag that is to run; the live one for an image that is current. */
    @Exported
    public String getLatest() {
        return state.latest();
    }

    @Exported
    public Date getLastCheck() {
        return Date.from(state.checked());
    }

    /** Whether it runs the version that it is to run. */
    @Exported
    public boolean isCurrent() {
        return state.outcome() == ImageReport.Outcome.CURRENT;
    }

    /** Whether no version could be chosen; {@link #getError} says why. */
    @Exported
    public boolean isFailed() {
        return state.outcome() == ImageReport.Outcome.FAILED;
    }

    /** Whether the registry has asked to slow down. */
    @Exported
    public boolean isRateLimited() {
        return state.rateLimited();
    }

    /** What went wrong, or why the image is left alone; empty when all is well. */
    @Exported
    public String getError() {
        return state.error();
    }
}
