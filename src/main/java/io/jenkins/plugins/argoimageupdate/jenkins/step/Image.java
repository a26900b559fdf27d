package io.jenkins.plugins.argoimageupdate.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** An image that was looked at, in the result of the step. Immutable. */
public final class Image implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String application;
    private final String alias;
    private final String image;
    private final String tag;
    private final String live;
    private final String state;
    private final String reason;
    private final String pod;

    /** Null if nobody changed it by hand, and in what earlier versions kept. */
    private final ImageDrift drift;

    Image(String application, ImageReport report) {
        ImageState seen = report.state();
        this.application = application;
        this.alias = report.name();
        this.image = report.about().image();
        this.tag = report.to().shown();
        this.live = seen == null ? "" : seen.liveShown();
        this.state = seen == null
                ? ImageState.Verdict.UNKNOWN.name()
                : seen.verdict().name();
        this.reason = seen == null ? "" : seen.reason();
        this.pod = seen == null ? "" : seen.pod();
        this.drift = seen == null || seen.drift() == null ? null : new ImageDrift(seen.drift());
    }

    /** The name of the Application. */
    @Whitelisted
    public String getApplication() {
        return application;
    }

    /** The alias, or the image's name where it has none. */
    @Whitelisted
    public String getAlias() {
        return alias;
    }

    /** Registry and name, without tag. */
    @Whitelisted
    public String getImage() {
        return image;
    }

    /** The tag that is to run; empty when none could be chosen. */
    @Whitelisted
    public String getTag() {
        return tag;
    }

    /** The tags that ready pods run; empty when none does, or Argo CD does not tell. */
    @Whitelisted
    public String getLive() {
        return live;
    }

    /** {@code LIVE}, {@code ROLLING_OUT}, {@code CANNOT_START}, {@code BLOCKED}, {@code DRIFTED}, {@code WOULD_UPDATE} or {@code UNKNOWN}. */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** Why it is not live; empty if it is. */
    @Whitelisted
    public String getReason() {
        return reason;
    }

    /** The pod that cannot start; empty for none. */
    @Whitelisted
    public String getPod() {
        return pod;
    }

    /** What somebody changed in the cluster by hand; null if nobody did. */
    @Whitelisted
    @CheckForNull
    public ImageDrift getDrift() {
        return drift;
    }

    @Override
    @Whitelisted
    public String toString() {
        return alias + " " + tag + ": " + state + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
