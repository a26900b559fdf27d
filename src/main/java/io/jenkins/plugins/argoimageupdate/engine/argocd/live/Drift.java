package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody changed an image in the cluster by hand, so that it is not as Git says.
 *
 * @param place the resources, such as {@code Deployment/frontend}
 * @param live what runs: a tag or digest, or a whole image where that is another one
 * @param git the same as Git says it
 * @param by the program that wrote it, such as {@code kubectl-set}; empty where that is not told
 * @param since when; null where that is not told
 * @param obstacle why it cannot be written to Git, as a clause; empty if it can
 */
public record Drift(
        String place,
        String live,
        String git,
        String by,
        @Nullable Instant since,
        String obstacle) {

    public Drift {
        place = CleanText.line(place);
        live = CleanText.line(live);
        git = CleanText.line(git);
        by = CleanText.line(by);
        obstacle = CleanText.line(obstacle);
    }

    /** Whether it can be written to Git. */
    public boolean isAdoptable() {
        return obstacle.isEmpty();
    }

    /** The same, which cannot be written to Git. */
    Drift because(String why) {
        return new Drift(place, live, git, by, since, why);
    }

    /** Such as {@code changed by kubectl-set}; it can follow what was changed. */
    public String changed() {
        return by.isEmpty() ? "changed by hand" : "changed by " + by;
    }

    /** Such as {@code changed by kubectl-set in Deployment/frontend at 2026-11-30T09:00:00Z}. */
    public String origin() {
        return changed() + " in " + place + (since == null ? "" : " at " + since);
    }

    /** Such as {@code main-hotfix runs in Deployment/frontend, changed by kubectl-set; Git says main-5}. */
    public String describe() {
        return live + " runs in " + place + ", " + changed() + "; Git says " + git;
    }
}
