package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Chooses a tag for each image, asking a registry once for what several Applications want to know. */
final class SelectionStage {

    private final RegistrySelector selector;
    private final Connections connections;
    private final Consumer<CycleEvent> events;
    private final RequestCounts run;
    private final Deadline deadline;

    /**
     * @param events takes what takes long
     * @param run counts the requests by host
     * @param deadline of all images together
     */
    SelectionStage(
            RegistrySelector selector,
            Connections connections,
            Consumer<CycleEvent> events,
            RequestCounts run,
            Deadline deadline) {
        this.selector = selector;
        this.connections = connections;
        this.events = events;
        this.run = run;
        this.deadline = deadline;
    }

    private record Question(RegistryEndpoint endpoint, RegistryLogin login, String image, SelectionRule rule) {}

    private record Answer(ImageOutcome outcome, RegistryReport asked) {}

    Selections select(Collection<WatchedImage> images) throws InterruptedException {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        Map<WatchedImage, RegistryReport> asked = new LinkedHashMap<>();
        Map<WatchedImage, Question> questions = new LinkedHashMap<>();
        for (WatchedImage watched : images) {
            try {
                questions.put(watched, question(watched));
            } catch (RuntimeException failure) {
                outcomes.put(watched, failed(watched.image().withoutTag(), failure));
            }
        }
        Map<Question, WatchedImage> distinct = new LinkedHashMap<>();
        questions.forEach((watched, question) -> distinct.putIfAbsent(question, watched));
        Map<Question, Answer> answers =
                Parallel.map(distinct.keySet(), question -> answer(question, distinct.get(question)));
        questions.forEach((watched, question) -> {
            outcomes.put(watched, answers.get(question).outcome());
            asked.put(watched, answers.get(question).asked());
        });
        return new Selections(outcomes, asked);
    }

    private Question question(WatchedImage watched) throws InterruptedException {
        RegistryEndpoint endpoint = connections.registry(watched.image());
        return new Question(
                endpoint, connections.login(watched, endpoint), watched.image().withoutTag(), watched.rule());
    }

    private Answer answer(Question question, WatchedImage watched) throws InterruptedException {
        Instant began = Instant.now();
        String host = question.endpoint().api().getAuthority();
        RequestMetrics metrics = new RequestMetrics(run.of(host));
        ImageOutcome outcome = outcome(selector.counting(metrics), question, watched);
        return new Answer(
                outcome,
                new RegistryReport(
                        host,
                        question.endpoint().repositoryOf(watched.image()),
                        began,
                        Duration.between(began, Instant.now()),
                        metrics.snapshot()));
    }

    private ImageOutcome outcome(RegistrySelector counting, Question question, WatchedImage watched)
            throws InterruptedException {
        try {
            Selection selection = deadline.orIn(Budget.SELECTION.duration())
                    .run(() -> counting.select(
                            watched.image(),
                            question.rule(),
                            question.endpoint(),
                            question.login(),
                            (done, all, left) ->
                                    events.accept(new CycleEvent.Fetching(question.image(), done, all, left))));
            return new ImageOutcome.Selected(selection);
        } catch (Deadline.MissedException e) {
            return new ImageOutcome.Failed(new RegistryException(
                    Reason.TIMEOUT,
                    "choose a tag of " + question.image() + " at "
                            + question.endpoint().api().getAuthority(),
                    e.getMessage(),
                    "Run again, which goes on from what was read; if it stays so, leave out old tags (allow-tags),"
                            + " or look at the load of the registry",
                    e));
        } catch (RuntimeException failure) {
            return failed(question.image(), failure);
        }
    }

    private static ImageOutcome failed(String image, RuntimeException failure) {
        return new ImageOutcome.Failed(Unforeseen.asFailure("choose a tag of " + image, failure));
    }
}
