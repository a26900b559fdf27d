package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image of a report, as a page shows it. */
@ExportedBean
public final class ImageView {

    private static final int SHORT_DIGEST = 12;

    private final ImageReport report;
    private final ImageStatus status;
    private final Instant seen;

    /** @param seen when the build looked */
    ImageView(ApplicationReport application, ImageReport report, Instant seen) {
        this.report = report;
        this.status = ImageStatus.of(application, report);
        this.seen = seen;
    }

    @Exported
    public String getName() {
        return report.name();
    }

    @Exported
    public String getImage() {
        return report.about().image();
    }

    @Exported
    public String getStrategy() {
        return report.about().strategy();
    }

    @Exported
    public String getFilter() {
        return report.about().filter();
    }

    @Exported(name = "outcome")
    public String getOutcomeName() {
        return report.outcome().name();
    }

    @Exported(name = "from")
    public String getFrom() {
        return report.from().shown();
    }

    @Exported(name = "to")
    public String getTo() {
        return report.to().shown();
    }

    @Exported
    public String getFromDigest() {
        return report.from().digest();
    }

    @Exported
    public String getToDigest() {
        return report.to().digest();
    }

    @Exported
    public String getSourceCommit() {
        return report.to().sourceCommit();
    }

    /** Whether it is known when, or from which commit, it was built. */
    public boolean isWithOrigin() {
        return getCreated() != null || !getSourceCommit().isEmpty();
    }

    public boolean isUpdated() {
        return report.outcome() == ImageReport.Outcome.UPDATED;
    }

    /** Whether it runs as it should, and stays. */
    boolean isUnchanged() {
        return status == ImageStatus.CURRENT;
    }

    public boolean isFailed() {
        return status.isProblem();
    }

    /** The lower, the more it is to be seen. */
    int urgency() {
        if (isFailed()) {
            return 0;
        }
        return isUpdated() ? 1 : 2;
    }

    /** Such as {@code LIVE}, {@code CANNOT_START} or {@code WOULD_UPDATE}; like the words on the page. */
    @Exported(name = "status")
    public String getStatusName() {
        return status.name();
    }

    /** In the reader's language. */
    public String getOutcome() {
        return status.getWords();
    }

    public String getSymbol() {
        return status.getSymbol();
    }

    /** Why it was skipped or failed, or is not live; empty otherwise. */
    @Exported
    public String getDetail() {
        if (report.failure() != null) {
            return report.failure().message();
        }
        String reason = status.reason(report.state(), report.to().shown());
        return reason.isEmpty() ? report.detail() : reason.replaceFirst("^cannot start: ", "");
    }

    /** The newest version, if it may not be written yet; empty otherwise. */
    @Exported
    public String getWaiting() {
        return report.notYet() == null ? "" : report.notYet().next().shown();
    }

    /** What that one waits for, such as {@code WINDOW}, see {@link Wait.Cause}; empty for nothing. */
    @Exported
    public String getWaitsFor() {
        return report.notYet() == null ? "" : report.notYet().reason().cause().name();
    }

    /** The same in a clause. */
    @Exported
    public String getWaitsBecause() {
        return report.notYet() == null ? "" : report.notYet().reason().explanation();
    }

    /** When it is tried again; null where something has to change, or somebody has to act. */
    @Exported
    @CheckForNull
    public Date getWaitsUntil() {
        Instant until =
                report.notYet() == null ? null : report.notYet().reason().until();
        return until == null ? null : Date.from(until);
    }

    /** The versions that serve meanwhile, where the one that is to is not live; empty where none does, or that is not known. */
    public String getStillLive() {
        boolean waits = status.isProblem() || status == ImageStatus.ROLLING_OUT;
        return report.state() == null || !waits ? "" : report.state().liveShown();
    }

    /** The change by hand that was written to Git; null for a version that was chosen. */
    @Exported(inline = true)
    @CheckForNull
    public DriftView getAdopted() {
        return DriftView.of(report.adopted());
    }

    /** How it is in the cluster, as last seen; null where no Argo CD tells. */
    @Exported(inline = true)
    @CheckForNull
    public ImageStateView getState() {
        return ImageStateView.of(report.state());
    }

    public String getShortFromDigest() {
        return shortDigest(report.from());
    }

    public String getShortToDigest() {
        return shortDigest(report.to());
    }

    /** What to give to {@code docker pull}; empty when neither tag nor digest is known. */
    public String getReference() {
        ImageVersion to = report.to();
        if (!to.digest().isEmpty()) {
            return report.about().image() + "@" + to.digest();
        }
        return to.tag().isEmpty() ? "" : report.about().image() + ":" + to.tag();
    }

    /** When it was built; null when not known. */
    @CheckForNull
    @Exported
    public Date getCreated() {
        return report.to().created() == null ? null : Date.from(report.to().created());
    }

    /** Roughly, how long it had been built when the build looked; empty when not known. */
    public String getAge() {
        Instant created = report.to().created();
        if (created == null) {
            return "";
        }
        long millis = Duration.between(created, seen).toMillis();
        return TimeSpan.roughly(millis);
    }

    /** Null for none. */
    @CheckForNull
    public String getLink() {
        return ImagePage.of(report.about().image(), report.to());
    }

    /** How its tag was chosen; null when none was. */
    @CheckForNull
    public SelectionView getSelection() {
        return report.selection() == null ? null : new SelectionView(report);
    }

    private static String shortDigest(ImageVersion version) {
        String hex = version.digest().substring(version.digest().indexOf(':') + 1);
        return hex.length() > SHORT_DIGEST ? hex.substring(0, SHORT_DIGEST) : hex;
    }
}
