package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
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
    private final Instant seen;

    /** @param seen when the build looked */
    ImageView(ImageReport report, Instant seen) {
        this.report = report;
        this.seen = seen;
    }

    @Exported
    public String getName() {
        return report.name();
    }

    @Exported
    public String getImage() {
        return report.image();
    }

    @Exported
    public String getStrategy() {
        return report.strategy();
    }

    @Exported
    public String getFilter() {
        return report.filter();
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

    public boolean isUpdated() {
        return report.outcome() == ImageReport.Outcome.UPDATED;
    }

    public boolean isFailed() {
        return report.outcome() == ImageReport.Outcome.FAILED
                || saysState() && getState().isBroken();
    }

    /** In the reader's language. */
    public String getOutcome() {
        if (saysState()) {
            return getState().getWords();
        }
        return switch (report.outcome()) {
            case UPDATED -> Messages.Image_updated();
            case CURRENT -> Messages.Image_current();
            case SKIPPED -> Messages.Image_skipped();
            case FAILED -> Messages.Image_failed();
        };
    }

    public String getSymbol() {
        if (saysState()) {
            return getState().getSymbol();
        }
        return switch (report.outcome()) {
            case UPDATED -> "symbol-arrow-up-circle-outline plugin-ionicons-api";
            case CURRENT -> "symbol-checkmark-circle-outline plugin-ionicons-api";
            case SKIPPED -> "symbol-remove-circle-outline plugin-ionicons-api";
            case FAILED -> "symbol-alert-circle-outline plugin-ionicons-api";
        };
    }

    /** Why it was skipped or failed, or is not live; empty otherwise. */
    @Exported
    public String getDetail() {
        if (report.failure() != null) {
            return report.failure().message();
        }
        return saysState() && getState().isBroken() ? getState().getReason() : report.detail();
    }

    /** How it is in the cluster, as last seen; null where no Argo CD tells. */
    @Exported
    @CheckForNull
    public ImageStateView getState() {
        return ImageStateView.of(report.state());
    }

    /** Whether what runs says more than what was decided. */
    private boolean saysState() {
        return report.state() != null
                && (report.outcome() == ImageReport.Outcome.UPDATED
                        || report.outcome() == ImageReport.Outcome.CURRENT
                                && report.state().isUnsettled());
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
            return report.image() + "@" + to.digest();
        }
        return to.tag().isEmpty() ? "" : report.image() + ":" + to.tag();
    }

    /** When it was built; null when not known. */
    @CheckForNull
    @Exported
    public Date getCreated() {
        return report.to().created() == null ? null : Date.from(report.to().created());
    }

    /** How long it had been built when the build looked; empty when not known. */
    public String getAge() {
        Instant created = report.to().created();
        if (created == null) {
            return "";
        }
        long millis = Duration.between(created, seen).toMillis();
        return Util.getTimeSpanString(Math.max(0, millis));
    }

    /** Null for none. */
    @CheckForNull
    public String getLink() {
        return SafeLink.image(report.image(), report.to());
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
