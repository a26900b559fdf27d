package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code sync}, {@code waitFor}, {@code timeout} and {@code onFailure}: how a rollout is followed. */
record RolloutArguments(UpdateArguments arguments) {

    private static final int MOST_MINUTES = 24 * 60;
    private static final List<String> ON_FAILURE = List.of("keep", "rollback");

    RolloutSettings toRollout(int defaultMinutes) {
        String waitFor = arguments.getWaitFor();
        Argument.requireOneOf(
                "waitFor", waitFor, Stream.of(WaitFor.values()).map(WaitFor::id).toList());
        int timeout = arguments.getTimeout();
        if (timeout < 0) {
            throw Argument.unusable("timeout", timeout + " is negative", "Give the minutes to wait");
        }
        if (timeout > MOST_MINUTES) {
            throw Argument.unusable(
                    "timeout", timeout + " minutes are more than a day", "Give " + MOST_MINUTES + " minutes at most");
        }
        WaitFor wanted = Stream.of(WaitFor.values())
                .filter(known -> known.id().equals(waitFor))
                .findFirst()
                .orElseThrow();
        Duration patience = Duration.ofMinutes(timeout == 0 ? defaultMinutes : timeout);
        boolean namesHooks = Stream.concat(arguments.getFailOn().stream(), arguments.getUnstableOn().stream())
                .anyMatch(FailureKind.HOOK.id()::equals);
        return new RolloutSettings(arguments.isSync(), wanted, patience, RolloutLimits.DEFAULT, namesHooks);
    }

    /** Whether a rollout that fails is undone. */
    boolean undoes() {
        String onFailure = arguments.getOnFailure();
        if (!onFailure.isEmpty()) {
            Argument.requireOneOf("onFailure", onFailure, ON_FAILURE);
        }
        return onFailure.equals("rollback") && !arguments.isDryRun();
    }
}
