package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
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

    private final String application;
    private final String url;
    private final String name;
    private final String image;
    private final String from;
    private final String to;
    private final String digest;

    private PlannedChange(ApplicationReport application, ImageReport change) {
        this.application = application.name();
        this.url = application.url();
        this.name = change.name();
        this.image = change.about().image();
        this.from = change.from().shown();
        this.to = change.to().shown();
        this.digest = change.to().digest();
    }

    /** What a poll would have an update change. */
    static List<PlannedChange> of(CycleReport report) {
        List<PlannedChange> changes = new ArrayList<>();
        report.applications()
                .forEach(application ->
                        application.changes().forEach(change -> changes.add(new PlannedChange(application, change))));
        return changes;
    }

    @Exported
    public String getApplication() {
        return application;
    }

    /** Of the Application in Argo CD; empty for none. */
    public String getUrl() {
        return url.matches("https?://.*") ? url : "";
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
        return application + " " + name + " " + image;
    }

    /** From what to what; a tag that was pushed again is another change. */
    String step() {
        return from + " → " + to + (digest.isEmpty() ? "" : "@" + digest);
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
