package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes that somebody has agreed to; no other is written.
 *
 * @param changes as {@link #line} writes them
 */
public record ApprovedPlan(Set<String> changes) {

    public ApprovedPlan {
        changes = Set.copyOf(changes);
    }

    /**
     * A change, such as {@code shop-prod/frontend 1.2 → 1.3}.
     *
     * @param from tag, digest or both; empty for none
     */
    public static String line(String application, String image, String from, String to) {
        return application + "/" + image + " " + (from.isEmpty() ? "(none)" : from) + " → " + to;
    }

    /**
     * Why changes wait; empty if each was approved.
     *
     * @param lines of all changes of an Application
     */
    public Optional<Wait> check(List<String> lines) {
        List<String> others =
                lines.stream().filter(line -> !changes.contains(line)).toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String approved = changes.isEmpty()
                ? "nothing was approved"
                : "approved was " + FirstFew.of(changes.stream().sorted().toList());
        return Optional.of(new Wait(
                Wait.Cause.APPROVAL,
                "what would be written now was not approved: " + FirstFew.of(others) + "; " + approved));
    }
}
