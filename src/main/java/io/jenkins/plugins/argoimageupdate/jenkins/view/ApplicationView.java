package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitLink;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TimelineEntry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An Application of a report, as a page shows it. */
@ExportedBean
public final class ApplicationView {

    /** Of the remote API: shown from depth 2 on. */
    private static final int DETAILS = -1;

    private static final int MOST_EVENTS = Budget.PAGE_EVENTS.intValue();

    private final ApplicationReport report;
    private final Occasion occasion;
    private final List<ImageView> images;
    private final List<ImageView> shown;

    /** @param looked when the versions were looked for */
    ApplicationView(ApplicationReport report, Instant looked) {
        this(report, Occasion.at(looked));
    }

    ApplicationView(ApplicationReport report, Occasion occasion) {
        this(report, occasion, Integer.MAX_VALUE);
    }

    private ApplicationView(ApplicationReport report, Occasion occasion, int room) {
        this.report = report;
        this.occasion = occasion;
        this.images = report.images().stream()
                .map(image -> new ImageView(report, image, occasion.looked()))
                .toList();
        this.shown = PageRows.of(images, room, ImageView::urgency).rows();
    }

    /** The same on a page that has no room for more images. */
    ApplicationView in(int room) {
        return new ApplicationView(report, occasion, room);
    }

    /** The lower, the more it is to be seen. */
    int urgency() {
        return report.failures().isEmpty()
                ? images.stream().mapToInt(ImageView::urgency).min().orElse(2)
                : 0;
    }

    /** Something that was seen during the rollout. */
    public record Event(Date at, String what) {}

    /** Empty for images that belong to no Application yet. */
    @Exported
    public String getName() {
        return report.name();
    }

    /** Its page in Argo CD; null for none. */
    @CheckForNull
    public String getLink() {
        return SafeLink.of(report.about().url());
    }

    @Exported(inline = true)
    public List<ImageView> getImages() {
        return images;
    }

    /** Those that its page has room for. */
    public List<ImageView> getShownImages() {
        return shown;
    }

    /** Those on its page about which there is something to say. */
    public ImageTable getNotable() {
        return new ImageTable(
                shown.stream().filter(image -> !image.isUnchanged()).toList());
    }

    /** Those on its page that run as they should and stay. */
    public ImageTable getUnchanged() {
        return new ImageTable(shown.stream().filter(ImageView::isUnchanged).toList());
    }

    /** Images on its page whose choice can be explained. */
    public List<ImageView> getExplained() {
        return shown.stream().filter(image -> image.getSelection() != null).toList();
    }

    /** Those of them that change, or that somebody has to look at. */
    public List<ImageView> getExplainedNotable() {
        return getExplained().stream().filter(image -> !image.isUnchanged()).toList();
    }

    /** Those of them that run as they should and stay. */
    public List<ImageView> getExplainedUnchanged() {
        return getExplained().stream().filter(ImageView::isUnchanged).toList();
    }

    public TimelineView getTimeline() {
        return TimelineView.of(report, occasion);
    }

    private Optional<WriteBackReport> writeBack() {
        return Optional.ofNullable(report.writeBack());
    }

    private Optional<CommitReport> content() {
        return writeBack().flatMap(WriteBackReport::content);
    }

    /** The URL of the Git repository that is written; empty for none. */
    public String getRepository() {
        return writeBack()
                .flatMap(WriteBackReport::destination)
                .map(BranchReport::repository)
                .orElse("");
    }

    /** The message of the commit, made or not; empty for none. */
    public String getMessage() {
        return content().map(CommitReport::message).orElse("");
    }

    /** What the commit changes, or would; empty for none. */
    public List<String> getFiles() {
        return content().map(CommitReport::files).orElse(List.of());
    }

    @Exported
    public String getCommit() {
        return writeBack().flatMap(WriteBackReport::revision).orElse("");
    }

    /** The commit's page at its host; null where none is known. */
    @CheckForNull
    public String getCommitLink() {
        return SafeLink.of(CommitLink.of(getRepository(), getCommit()));
    }

    /** With address; empty without a commit of this update, and when not known. */
    @Exported
    public String getAuthor() {
        return content().map(CommitReport::author).orElse("");
    }

    /** How the commit is signed, in the reader's language; empty without a commit of this update, and when not known. */
    @Exported
    public String getSignature() {
        if (getAuthor().isEmpty()) {
            return "";
        }
        return content()
                .flatMap(CommitReport::signature)
                .map(signature -> Messages.Signature_by(signature.format(), signature.fingerprint()))
                .orElseGet(Messages::Signature_none);
    }

    /** In the reader's language; empty for none. */
    public String getWriteBackSentence() {
        WriteBackReport written = report.writeBack();
        if (written instanceof WriteBackReport.InGit git) {
            return sentence(git, git.branch());
        } else if (written instanceof WriteBackReport.ParametersSet) {
            return Messages.WriteBack_parameters();
        } else if (written instanceof WriteBackReport.WouldSetParameters) {
            return Messages.WriteBack_wouldSet();
        }
        return written == null ? "" : Messages.WriteBack_nothingToSet();
    }

    private static String sentence(WriteBackReport.InGit written, BranchReport branch) {
        if (written instanceof WriteBackReport.Committed committed) {
            return Messages.WriteBack_committed(
                    committed.shortRevision().orElse(""), branch.name(), branch.repositoryName());
        }
        return written.isDryRun()
                ? Messages.WriteBack_wouldCommit(branch.name(), branch.repositoryName())
                : Messages.WriteBack_nothing(branch.name(), branch.repositoryName());
    }

    /** What became of the pull request, in the reader's language; empty for none. */
    public String getPullRequestSentence() {
        PullRequestReport request = pullRequest();
        if (request == null) {
            return "";
        }
        return switch (request.state()) {
            case OPENED -> Messages.PullRequest_opened(request.name());
            case OPEN -> Messages.PullRequest_open(request.name());
            case MERGED -> Messages.PullRequest_merged(request.name());
            case CLOSED -> Messages.PullRequest_closed(request.name());
        };
    }

    /** The page of the pull request; null for none. */
    @Exported
    @CheckForNull
    public String getPullRequest() {
        PullRequestReport request = pullRequest();
        return request == null ? null : SafeLink.of(request.url());
    }

    @CheckForNull
    private PullRequestReport pullRequest() {
        return writeBack().flatMap(WriteBackReport::pullRequest).orElse(null);
    }

    public List<DiffLine> getDiff() {
        return writeBack().map(written -> DiffLine.of(written.diff())).orElse(List.of());
    }

    @CheckForNull
    public RolloutReport getRollout() {
        return report.rollout();
    }

    @Exported
    public String getSync() {
        return report.rollout() == null ? "" : report.rollout().sync();
    }

    @Exported
    public String getHealth() {
        return report.rollout() == null ? "" : report.rollout().health();
    }

    /** The tree, line by line; empty when nothing was rolled out, or not looked at yet. */
    @Exported(visibility = DETAILS)
    public List<ResourceRow> getResources() {
        return ResourceRow.of(resources(), report.about().url());
    }

    /** The same without {@link #getScaledDown}. */
    public List<ResourceRow> getResourcesInUse() {
        return ResourceRow.inUse(resources(), report.about().url());
    }

    /** ReplicaSets that are kept for a rollback only. */
    public List<ResourceRow> getScaledDown() {
        return ResourceRow.scaledDown(resources(), report.about().url());
    }

    private List<ResourceReport> resources() {
        return report.rollout() == null ? List.of() : report.rollout().resources();
    }

    public List<ResourceRow> getFailingPods() {
        return getResourcesInUse().stream().filter(ResourceRow::isFailingPod).toList();
    }

    /** What was seen during the rollout, the newest last. */
    public List<Event> getEvents() {
        if (report.rollout() == null) {
            return List.of();
        }
        List<TimelineEntry> all = report.rollout().timeline();
        return all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size()).stream()
                .map(entry -> new Event(Date.from(entry.at()), entry.what()))
                .toList();
    }

    /** Its Rollouts of Argo Rollouts that were not settled when they were looked at last. */
    @Exported(inline = true)
    public List<ProgressiveView> getRollouts() {
        return report.rollout() == null
                ? List.of()
                : report.rollout().progressive().stream()
                        .map(ProgressiveView::new)
                        .toList();
    }

    public String getNamespace() {
        return report.about().namespace();
    }

    /** Name of its Argo CD server; empty for the default. */
    public String getArgocd() {
        return report.about().argocd();
    }

    @Exported
    public List<String> getFailures() {
        return report.failures().stream().map(FailureReport::message).toList();
    }
}
