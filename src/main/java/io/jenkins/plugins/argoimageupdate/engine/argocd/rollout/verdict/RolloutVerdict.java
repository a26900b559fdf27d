package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import org.jspecify.annotations.Nullable;

/** What a look at an Application means for a rollout. */
public sealed interface RolloutVerdict {

    /**
     * Not there yet.
     *
     * @param what it waits for, as a noun phrase with the resources or the operation named
     * @param advice what to do where it was waited for too long, as of an {@code UpdateException}
     * @param pod that is not as it should be; null where it is no pod's fault
     */
    record Waiting(
            RolloutPhase phase,
            String what,
            String advice,
            @Nullable ResourceNode pod) implements RolloutVerdict {

        static final String ADVICE = "Look at the Application in Argo CD, or allow more time";

        Waiting(RolloutPhase phase, String what) {
            this(phase, what, ADVICE, null);
        }
    }

    /**
     * There.
     *
     * @param revision that is live, which may be a later commit than the one asked for
     */
    record Reached(String revision) implements RolloutVerdict {}

    /**
     * It will not get there. The texts are those of {@link io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException}.
     *
     * @param pod that cannot start; null where it is no pod's fault
     */
    record Failed(
            Reason reason,
            String answer,
            String advice,
            @Nullable ResourceNode pod) implements RolloutVerdict {

        public Failed(Reason reason, String answer, String advice) {
            this(reason, answer, advice, null);
        }
    }
}
