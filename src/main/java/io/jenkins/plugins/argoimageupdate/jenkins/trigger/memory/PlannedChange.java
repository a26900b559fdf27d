package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image of an Application and the version that it is to get. Immutable plain texts, for causes. */
@ExportedBean
public final class PlannedChange implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String ARROW = " → ";

    private final String argocd;
    private final String namespace;
    private final String application;
    private final String url;
    private final String name;
    private final String image;
    private final String from;
    private final String to;
    private final String digest;

    private PlannedChange(ImageKey of, String url, String from, String to, String digest) {
        this.argocd = of.argocd();
        this.namespace = of.namespace();
        this.application = of.application();
        this.url = Util.fixNull(url);
        this.name = of.label();
        this.image = of.image();
        this.from = Util.fixNull(from);
        this.to = Util.fixNull(to);
        this.digest = Util.fixNull(digest);
    }

    private static PlannedChange of(ApplicationReport application, ImageReport change, ImageVersion to) {
        return new PlannedChange(
                application.guarded(change).key(),
                application.about().url(),
                change.from().shown(),
                to.shown(),
                to.digest());
    }

    /** What a damaged record of a build leaves out is empty. */
    private Object readResolve() {
        return new PlannedChange(key(), url, from, to, digest);
    }

    /** What a poll would have an update change, and what it would have it ask somebody's approval for. */
    public static List<PlannedChange> of(CycleReport report) {
        List<PlannedChange> changes = new ArrayList<>();
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.images()) {
                if (image.outcome() == ImageReport.Outcome.UPDATED || isToBeApproved(image)) {
                    changes.add(of(application, image, image.newest()));
                }
            }
        }
        return changes;
    }

    private static boolean isToBeApproved(ImageReport image) {
        return image.waiting() != null && image.waiting().reason().cause() == Wait.Cause.APPROVAL;
    }

    @Exported
    public String getApplication() {
        return application;
    }

    /** Of the Application in Argo CD; empty for none. */
    public String getUrl() {
        return Util.fixNull(SafeLink.of(url));
    }

    /** The alias, or the image's name where it has none. */
    @Exported
    public String getName() {
        return name;
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return image;
    }

    /** The tag before, or the start of its digest: what the newest pods have, live or not; empty when there is none yet. */
    @Exported
    public String getFrom() {
        return from;
    }

    @Exported
    public String getTo() {
        return to;
    }

    /** Which image it is about. */
    String subject() {
        return key().toString();
    }

    private ImageKey key() {
        return new ImageKey(
                Util.fixNull(argocd),
                Util.fixNull(namespace),
                Util.fixNull(application),
                Util.fixNull(name),
                Util.fixNull(image));
    }

    /** From what to what; a tag that was pushed again is another change. */
    public String step() {
        return from + ARROW + to + (digest.isEmpty() ? "" : "@" + digest);
    }

    /** Whether a {@link #step} is one to a version. */
    static boolean leadsTo(String step, String version) {
        int arrow = step.indexOf(ARROW);
        String to = arrow < 0 ? "" : step.substring(arrow + ARROW.length());
        return to.equals(version) || to.startsWith(version + "@");
    }

    /** Such as {@code frontend main-1 → main-2}. */
    @Override
    public String toString() {
        return name + (from.isEmpty() ? "" : " " + from) + " → " + to;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlannedChange change
                && subject().equals(change.subject())
                && step().equals(change.step());
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject(), step());
    }
}
