package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import java.time.Duration;

/**
 * How patient a rollout is before it is called failed, and how often it looks.
 *
 * @param podGrace how long a new pod may be unable to start, as pulling an image can fail once and a container crash once
 * @param scheduleGrace how long a new pod may be without a node, as a cluster can take minutes to add one
 * @param troubleGrace how long the Application may be Degraded or incomparable
 * @param refreshAgain after which Argo CD is told to look again while it does not see the commit, as mirrors lag behind
 * @param poll between looks while nothing is reported
 * @param podsAgain between looks at pods while Argo CD says that the Application is on its way, and at the sync windows that it waits for
 */
public record RolloutLimits(
        Duration podGrace,
        Duration scheduleGrace,
        Duration troubleGrace,
        Duration refreshAgain,
        Duration poll,
        Duration podsAgain) {

    public static final RolloutLimits DEFAULT = new RolloutLimits(
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5));
}
