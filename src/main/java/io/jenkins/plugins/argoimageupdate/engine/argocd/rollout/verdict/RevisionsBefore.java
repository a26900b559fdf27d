package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import java.util.Set;

/**
 * Revisions that were there before the one to be rolled out.
 *
 * @param earlier those that the commit was put on, as Git and Argo CD told before it was made; empty when not known
 * @param known those that Argo CD had seen when an earlier wait for the same commit began; empty when there was none
 */
public record RevisionsBefore(Set<String> earlier, Set<String> known) {

    public static final RevisionsBefore UNKNOWN = new RevisionsBefore(Set.of(), Set.of());

    public RevisionsBefore {
        earlier = Set.copyOf(earlier);
        known = Set.copyOf(known);
    }
}
