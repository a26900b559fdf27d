package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitLink;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FileDiffs;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PodCommand;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.Committed;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.InGit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.ParametersSet;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.WouldCommit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.WouldSetParameters;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a run as lines of text, one for each decision and change, for build logs and terminals. */
public final class ProgressLog implements Consumer<CycleEvent> {

    private static final String PREFIX = "[argo-image-update] ";
    private static final int MOST_PODS = 5;

    private final Consumer<String> lines;
    private final BinaryOperator<String> link;
    private final Set<String> known;
    private final Set<String> told = new HashSet<>();

    public ProgressLog(Consumer<String> lines) {
        this(lines, (url, text) -> text);
    }

    /**
     * @param lines takes each line, without its end
     * @param link makes text of a URL and its text
     */
    public ProgressLog(Consumer<String> lines, BinaryOperator<String> link) {
        this(lines, link, Set.of());
    }

    /**
     * @param lines takes each line, without its end
     * @param link makes text of a URL and its text
     * @param known warnings that were told before and are not told again, as {@link CycleReport#warnings} has them
     */
    public ProgressLog(Consumer<String> lines, BinaryOperator<String> link, Collection<String> known) {
        this.lines = lines;
        this.link = link;
        this.known = Set.copyOf(known);
    }

    /** A run begins, where one follows another. */
    public void begins(String time) {
        say("run at " + time);
    }

    @Override
    public void accept(CycleEvent event) {
        if (event instanceof CycleEvent.Discovered e) {
            discovered(e.target());
        } else if (event instanceof CycleEvent.Warned e) {
            warned(e.warning());
        } else if (event instanceof CycleEvent.Fetching e) {
            fetching(e.image(), e.done(), e.all(), e.left());
        } else if (event instanceof CycleEvent.Selected e) {
            selected(e.target(), e.image());
        } else if (event instanceof CycleEvent.WrittenBack e) {
            writtenBack(e.target(), e.writeBack());
        } else if (event instanceof CycleEvent.RolloutBegan e) {
            rolloutBegins(e.application());
        } else if (event instanceof CycleEvent.RolloutChanged e) {
            rolloutChanged(e.application(), e.change());
        } else if (event instanceof CycleEvent.Synced e) {
            synced(e.application(), e.observation(), e.after());
        } else if (event instanceof CycleEvent.RolledOut e) {
            rolledOut(e.application(), e.rollout());
        } else if (event instanceof CycleEvent.Held e) {
            say(e.image() + ": " + e.hold().words());
        } else if (event instanceof CycleEvent.Failed e) {
            failed(e.subject(), e.failure());
        }
    }

    private void discovered(WatchTarget target) {
        int images = target.spec().images().size();
        String live = target.live()
                ? "live status from Argo CD" + (target.argocd().isEmpty() ? "" : " '" + target.argocd() + "'")
                : "live status from the repository";
        say(target.spec().application().name() + ": " + count(images, "image")
                + (target.origin().isEmpty() ? "" : " from " + target.origin()) + ", " + live);
    }

    private void warned(Warning warning) {
        if (!known.contains(warning.sentence())) {
            say((warning.subject().isEmpty() ? "" : warning.subject() + ": ") + "WARNING: " + warning.message());
        }
    }

    private void fetching(String image, int done, int all, Duration left) {
        say(fetchingInWords(image, done, all, left));
    }

    /** Such as {@code ghcr.io/org/app: fetched 340 of 1,000 tags, about 66 s left}. */
    public static String fetchingInWords(String image, int done, int all, Duration left) {
        return String.format(
                Locale.ROOT,
                "%s: fetched %,d of %s, about %,d s left",
                image,
                done,
                count(all, "tag"),
                left.toSeconds());
    }

    private void selected(WatchTarget target, ImageReport image) {
        String subject = (image.about().alias().isEmpty() ? "" : image.about().alias() + " ")
                + image.about().image() + ": ";
        switch (image.outcome()) {
            case UPDATED -> {
                say(subject + before(image) + image.to().shownBeside(image.from()) + " (" + why(image) + ")");
                waits(subject, image);
                if (image.adopted() == null) {
                    changedByHand(subject + "takes back what was changed by hand: ", image);
                }
            }
            case CURRENT -> say(subject + image.to().shown() + " is current (" + why(image) + ")" + butNotLive(image));
            case WAITING -> {
                waits(subject + image.to().shown() + " stays, ", image);
                changedByHand(subject, image);
            }
            case SKIPPED -> say(subject + "skipped: " + image.detail());
            default -> {}
        }
        if (image.selection() != null) {
            image.selection().notes().forEach(note -> say(subject + "note: " + note));
        }
    }

    private void waits(String before, ImageReport image) {
        ImageResult.Waiting waiting = image.notYet();
        if (waiting != null) {
            Instant until = waiting.reason().until();
            say(before + waiting.next().shown() + " waits: " + waiting.reason().explanation()
                    + (until == null
                            ? ""
                            : ". Not before "
                                    + DateTimeFormatter.ISO_INSTANT.format(until.truncatedTo(ChronoUnit.SECONDS))));
        }
    }

    private void changedByHand(String subject, ImageReport image) {
        if (image.state() != null && image.state().drift() != null) {
            say(subject + image.state().drift().describe());
        }
    }

    /** Without Argo CD all that there was is known: a file without a version gets its first one. */
    private static String before(ImageReport image) {
        if (image.from().shown().isEmpty()) {
            return image.state() == null ? "(new) → " : "";
        }
        return image.from().shownBeside(image.to()) + " → ";
    }

    /** What Git says already is not always what runs. */
    private static String butNotLive(ImageReport image) {
        ImageState state = image.state();
        return state == null || !state.isUnsettled() ? "" : ", but " + state.reason();
    }

    private void writtenBack(WatchTarget target, WriteBackReport writeBack) {
        String subject = target.spec().application().name() + ": ";
        if (writeBack instanceof Committed committed) {
            sayCommitted(subject + "committed ", committed);
        } else if (writeBack instanceof WouldCommit would) {
            say(subject + "dry run, would commit to " + where(would.branch()) + ": "
                    + String.join(", ", would.commit().files()));
            FileDiffs.split(would.diff()).forEach(this::sayOnce);
        } else if (writeBack instanceof ParametersSet) {
            say(subject + "set the parameters of the Application");
        } else if (writeBack instanceof WouldSetParameters would) {
            say(subject + "dry run, would set the parameters of the Application:");
            would.diff().lines().forEach(line -> say("  " + line));
        } else if (writeBack.pullRequest().isEmpty()) {
            String what = writeBack instanceof InGit git ? where(git.branch()) : "the Application";
            say(subject + what + " is already up to date, nothing to commit");
        }
        writeBack.pullRequest().ifPresent(request -> say(subject, request));
    }

    private static String where(BranchReport branch) {
        return branch.name() + " of " + branch.repositoryName();
    }

    /** Several Applications can write to one file. */
    private void sayOnce(String diff) {
        if (told.add(diff)) {
            diff.lines().forEach(line -> say("  " + line));
        } else {
            say("  " + diff.lines().findFirst().orElse("") + ": see above");
        }
    }

    private void say(String subject, PullRequestReport request) {
        String then = switch (request.state()) {
            case OPENED -> "; nothing is rolled out before it is merged";
            case OPEN -> " is open; nothing is rolled out before it is merged";
            case MERGED -> " is merged; Argo CD has not applied it yet";
            case CLOSED -> " was closed without being merged, and is not opened again";
        };
        String opened = request.state() == PullRequestReport.State.OPENED ? "opened " : "";
        say(subject + opened + "pull request " + request.name() + " ", request.url(), request.url(), then);
    }

    private void rolloutBegins(ApplicationReport application) {
        if (application.writeBack() == null || !application.rollsOut()) {
            say(
                    application.name() + ": " + (application.writeBack() == null ? "nothing to update, but " : "")
                            + "not everything is healthy; waiting until it is ",
                    application.about().url(),
                    application.about().url(),
                    "");
            return;
        }
        String waiting = application.name() + ": Argo CD: refresh, then wait for " + revision(application) + " ";
        say(waiting, application.about().url(), application.about().url(), "");
    }

    private void rolloutChanged(ApplicationReport application, RolloutChange change) {
        say(application.name() + ": " + change);
    }

    private void synced(ApplicationReport application, Observation observation, Duration after) {
        say(application.name() + ": Argo CD: " + (observation.application().automated() ? "automated sync" : "sync")
                + " of " + revision(application) + " … Synced after " + seconds(after));
    }

    private void rolledOut(ApplicationReport application, RolloutReport rollout) {
        if (rollout.failure() != null) {
            say(application.name() + ": ERROR: " + rollout.failure().message());
            PodCommand.failing(rollout.resources()).stream()
                    .limit(MOST_PODS)
                    .map(PodCommand::all)
                    .flatMap(List::stream)
                    .forEach(command -> say(application.name() + ": see " + command));
            return;
        }
        application.changes().stream()
                .filter(image -> image.state() != null && image.state().verdict() == ImageState.Verdict.UNKNOWN)
                .forEach(image -> say(application.name() + ": " + image.name() + " "
                        + image.state().reason()));
        Duration took = Duration.between(rollout.started(), rollout.finished());
        String workloads = workloads(rollout.resources());
        say(application.name() + ": rollout" + (workloads.isEmpty() ? "" : ": " + workloads) + " … "
                + (rollout.health().isEmpty() ? rollout.sync() : rollout.sync() + ", " + rollout.health())
                + " after " + seconds(took));
    }

    private void failed(String subject, FailureReport failure) {
        say((subject.isEmpty() ? "" : subject + ": ") + "ERROR: " + failure.message());
    }

    private void say(String text) {
        lines.accept(PREFIX + CleanText.line(text));
    }

    /** A line with a link in it, whose form is the log's own. */
    private void say(String before, String url, String text, String after) {
        String linked = link.apply(CleanText.line(url), CleanText.line(text));
        lines.accept(PREFIX + CleanText.line(before) + linked + CleanText.line(after));
    }

    /** Why a tag was chosen, such as {@code newest-build, 1,000 of 1,200 tags match ^main}. */
    public static String why(ImageReport image) {
        SelectionReport selection = image.selection();
        if (selection == null) {
            return (image.about().strategy() + " " + image.about().filter()).strip();
        }
        if (selection.listed() == 0) {
            return image.about().strategy() + ", the registry lists no tags";
        }
        String numbers = image.about().filter().isEmpty()
                ? count(selection.listed(), "tag")
                : String.format(
                        Locale.ROOT,
                        "%,d of %s %s %s",
                        selection.allowed(),
                        count(selection.listed(), "tag"),
                        selection.allowed() == 1 ? "matches" : "match",
                        image.about().filter());
        return image.about().strategy() + ", " + numbers;
    }

    private void sayCommitted(String before, Committed committed) {
        String after = " to " + where(committed.branch()) + ": "
                + String.join(", ", committed.commit().files());
        String id = committed.shortRevision().orElse("");
        String url = CommitLink.of(committed.branch().repository(), committed.id());
        if (url.isEmpty()) {
            say(before + id + after);
        } else {
            say(before, url, id, after);
        }
    }

    private static String revision(ApplicationReport application) {
        return application.writeBack().shortRevision().orElse("the new parameters");
    }

    private static String count(int number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() < 1 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }

    /** Such as {@code frontend 1/1, backend 1/1}. */
    private static String workloads(List<ResourceReport> resources) {
        return resources.stream()
                .filter(resource -> pods(resource).count() > 0)
                .map(resource -> resource.key().name() + " "
                        + pods(resource)
                                .filter(pod -> pod.health().equals("Healthy"))
                                .count()
                        + "/"
                        + pods(resource).count())
                .collect(Collectors.joining(", "));
    }

    private static Stream<ResourceReport> pods(ResourceReport resource) {
        return resource.key().kind().equals("Pod")
                ? Stream.of(resource)
                : resource.children().stream().flatMap(ProgressLog::pods);
    }
}
