package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistrySelector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chooses a tag for each image, asking a registry once for what several Applications want to know. */
final class SelectionStage {

    private final RegistrySelector selector;
    private final Connections connections;
    private final CycleListener listener;

    /** @param listener hears of what takes long */
    SelectionStage(RegistrySelector selector, Connections connections, CycleListener listener) {
        this.selector = selector;
        this.connections = connections;
        this.listener = listener;
    }

    private record Question(RegistryEndpoint endpoint, RegistryLogin login, String image, SelectionRule rule) {}

    Map<WatchedImage, ImageOutcome> select(Collection<WatchedImage> images) throws InterruptedException {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        Map<WatchedImage, Question> questions = new LinkedHashMap<>();
        for (WatchedImage watched : images) {
            try {
                questions.put(watched, question(watched));
            } catch (UpdateException failure) {
                outcomes.put(watched, new ImageOutcome.Failed(failure));
            }
        }
        Map<Question, WatchedImage> distinct = new LinkedHashMap<>();
        questions.forEach((watched, question) -> distinct.putIfAbsent(question, watched));
        Map<Question, ImageOutcome> answers =
                Parallel.map(distinct.keySet(), question -> answer(question, distinct.get(question)));
        questions.forEach((watched, question) -> outcomes.put(watched, answers.get(question)));
        return outcomes;
    }

    private Question question(WatchedImage watched) throws InterruptedException {
        RegistryEndpoint endpoint = connections.registry(watched.image());
        return new Question(
                endpoint, connections.login(watched, endpoint), watched.image().withoutTag(), watched.rule());
    }

    private ImageOutcome answer(Question question, WatchedImage watched) throws InterruptedException {
        try {
            Selection selection = selector.select(
                    watched.image(),
                    question.rule(),
                    question.endpoint(),
                    question.login(),
                    (done, all, left) -> listener.fetching(question.image(), done, all, left));
            return new ImageOutcome.Selected(selection);
        } catch (UpdateException failure) {
            return new ImageOutcome.Failed(failure);
        }
    }
}
