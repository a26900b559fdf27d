package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import java.util.Collection;
import java.util.Set;

/**
 * What failures mean for a build. Those of neither kind are told in its log, and let it go on as a success.
 *
 * @param fatal that fail it
 * @param unstable that let it go on and make it unstable
 */
public record FailurePolicy(Set<FailureKind> fatal, Set<FailureKind> unstable) {

    /** Whether failures of these kinds fail the build. */
    public boolean fails(Collection<FailureKind> failed) {
        return failed.stream().anyMatch(fatal::contains);
    }

    /** Whether failures of these kinds make the build unstable; only asked if they do not fail it. */
    public boolean isUnstable(Collection<FailureKind> failed) {
        return failed.stream().anyMatch(unstable::contains);
    }
}
