package io.jenkins.plugins.argoimageupdate.engine.argocd;

/** Knows the history of the repository that was written to. Must be quick, as it is asked at each look at an Application. */
@FunctionalInterface
public interface RevisionOrder {

    /** For callers that have no history at hand. */
    RevisionOrder UNKNOWN = (revision, commit) -> false;

    /** Whether the revision is a descendant of the commit; false also when that is not known. */
    boolean contains(String revision, String commit);
}
