package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What an update did that found something to change and did not fail. */
final class FinishedUpdate {

    private final Map<Carried, List<ApplicationReport>> carried = new EnumMap<>(Carried.class);
    private final List<ApplicationReport> following;

    private FinishedUpdate(CycleReport report) {
        List<ApplicationReport> changing = report.applications().stream()
                .filter(application -> !application.changes().isEmpty())
                .toList();
        changing.forEach(application -> carried.computeIfAbsent(Carried.of(application), any -> new ArrayList<>())
                .add(application));
        following = changing.stream().filter(ApplicationReport::isWritten).toList();
    }

    static Headline headline(CycleReport report) {
        return new FinishedUpdate(report).headline();
    }

    private Headline headline() {
        List<String> sentences = new ArrayList<>();
        boolean healthy = isHealthy();
        List<ProgressiveRollout> paused = paused();
        if (!paused.isEmpty()) {
            String where = InWords.list(paused.stream().map(FinishedUpdate::place));
            sentences.add(Messages.Updated_paused(InWords.versions(allChanges()), where));
        } else if (!following.isEmpty()) {
            sentences.add(healthy ? live() : notFollowed());
        }
        add(sentences, Messages::Updated_apart, Carried.PUSHED);
        add(sentences, Messages::Updated_apartAlready, Carried.IN_GIT);
        add(sentences, Messages::Updated_waits, waiting());
        add(sentences, Messages::Updated_merged, Carried.MERGED);
        add(sentences, Messages::Updated_closed, Carried.CLOSED);
        add(sentences, Messages::Updated_not, Carried.NOT);
        String sentence = String.join(" ", sentences);
        if (waiting().length > 0 || carried.containsKey(Carried.MERGED)) {
            String advice = waiting().length > 0 ? Messages.Updated_merge() : "";
            return new Headline(Messages.Label_updated(), sentence, advice, Headline.WAITING, Headline.INFO);
        }
        if (following.isEmpty() && !carried.containsKey(Carried.PUSHED) && !carried.containsKey(Carried.IN_GIT)) {
            return new Headline(Messages.Label_nothing(), sentence, "", Headline.ENDED, Headline.WARNING);
        }
        if (!paused.isEmpty()) {
            return new Headline(
                    Messages.Label_paused(), sentence, Messages.Updated_promote(), Headline.WAITING, Headline.INFO);
        }
        String label = healthy ? Messages.Label_healthy() : Messages.Label_updated();
        return new Headline(label, sentence, "", Headline.GOOD, Headline.SUCCESS);
    }

    /** In the reader's language. */
    private interface Sentence {
        String about(Object images);
    }

    /** Adds what is to be said of those that were carried so far and that Argo CD does not follow by itself. */
    private void add(List<String> sentences, Sentence sentence, Carried... how) {
        List<ImageReport> images = Stream.of(how)
                .flatMap(one -> carried.getOrDefault(one, List.of()).stream())
                .filter(application -> !application.isWritten())
                .flatMap(application -> application.changes().stream())
                .toList();
        if (!images.isEmpty()) {
            sentences.add(sentence.about(InWords.versions(images)));
        }
    }

    private Carried[] waiting() {
        return carried.keySet().stream().filter(Carried::waitsForMerge).toArray(Carried[]::new);
    }

    private List<RolloutReport> rollouts() {
        return following.stream()
                .map(ApplicationReport::rollout)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The Rollouts that somebody has to promote or abort. */
    private List<ProgressiveRollout> paused() {
        return rollouts().stream()
                .flatMap(rollout -> rollout.progressive().stream())
                .filter(ProgressiveRollout::awaitsSomebody)
                .toList();
    }

    private static String place(ProgressiveRollout rollout) {
        String place = new ProgressiveView(rollout).getPlace();
        return rollout.key() + (place.isEmpty() ? "" : " (" + place + ")");
    }

    private List<ImageReport> allChanges() {
        return following.stream()
                .flatMap(application -> application.changes().stream())
                .toList();
    }

    private boolean isHealthy() {
        List<RolloutReport> rollouts = rollouts();
        return !rollouts.isEmpty()
                && rollouts.stream().allMatch(rollout -> rollout.health().equals("Healthy"));
    }

    private List<ImageReport> changes(boolean done) {
        return following.stream()
                .filter(application -> Carried.of(application).isDone() == done)
                .flatMap(application -> application.changes().stream())
                .toList();
    }

    private String notFollowed() {
        List<String> sentences = new ArrayList<>();
        if (!changes(true).isEmpty()) {
            sentences.add(Messages.Updated_notFollowed(InWords.versions(changes(true))));
        }
        if (!changes(false).isEmpty()) {
            sentences.add(Messages.Updated_alreadyNotFollowed(InWords.versions(changes(false))));
        }
        return String.join(" ", sentences);
    }

    /** Argo CD calls an Application Healthy too in which no pod has the image, such as one scaled to zero. */
    private String live() {
        List<ImageReport> changes = allChanges();
        String live = InWords.versions(changes.stream()
                .filter(image -> image.state() == null || image.state().isLive())
                .toList());
        String others = InWords.list(changes.stream()
                .filter(image -> image.state() != null && !image.state().isLive())
                .map(image -> image.name() + " " + image.to().shown() + " ("
                        + image.state().reason() + ")"));
        String sentence = live.isEmpty() ? none() : sentence(live);
        return others.isEmpty() ? sentence : Messages.Live_notSeen(sentence, others);
    }

    private String sentence(String live) {
        return isCommitted() ? Messages.Live_sentence(live, took()) : Messages.Live_after(live, took());
    }

    private String none() {
        return isCommitted() ? Messages.Live_none(took()) : Messages.Live_noneAfter(took());
    }

    /** Whether the time is that since the commit of this update. */
    private boolean isCommitted() {
        return following.stream().map(Carried::of).allMatch(how -> how == Carried.COMMITTED);
    }

    private String took() {
        long millis = rollouts().stream()
                .filter(rollout -> rollout.finished() != null)
                .mapToLong(rollout ->
                        Duration.between(rollout.started(), rollout.finished()).toMillis())
                .max()
                .orElse(0);
        return TimeSpan.of(millis);
    }
}
