package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What failures mean for a build. Those of neither kind are told in its log, and let it go on as a success.
 *
 * @param fatal that fail it
 * @param unstable that let it go on and make it unstable
 */
public record FailurePolicy(Set<FailureKind> fatal, Set<FailureKind> unstable) {

    /**
     * What arguments say. A failed hook is a failed rollout to jobs that do not tell the two apart.
     *
     * @param failOn names of {@link FailureKind}s; empty for all that {@code unstableOn} does not name
     */
    static FailurePolicy of(List<String> failOn, List<String> unstableOn) {
        EnumSet<FailureKind> unstable = kinds("unstableOn", unstableOn);
        EnumSet<FailureKind> failing = kinds("failOn", failOn);
        for (FailureKind kind : failing) {
            if (unstable.contains(kind)) {
                throw Argument.unusable(
                        "failOn", "'" + kind.id() + "' is in unstableOn too", "Keep it in one of the two");
            }
        }
        if (unstable.contains(FailureKind.DEGRADED) && !failing.contains(FailureKind.HOOK)) {
            unstable.add(FailureKind.HOOK);
        }
        if (failing.contains(FailureKind.DEGRADED) && !unstable.contains(FailureKind.HOOK)) {
            failing.add(FailureKind.HOOK);
        }
        return new FailurePolicy(failing.isEmpty() ? EnumSet.complementOf(unstable) : failing, unstable);
    }

    private static EnumSet<FailureKind> kinds(String argument, List<String> ids) {
        EnumSet<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        for (String id : ids) {
            Argument.requireOneOf(argument, id, FailureKind.ids());
            Stream.of(FailureKind.values()).filter(kind -> kind.id().equals(id)).forEach(kinds::add);
        }
        return kinds;
    }

    /** Whether failures of these kinds fail the build. */
    public boolean fails(Collection<FailureKind> failed) {
        return failed.stream().anyMatch(fatal::contains);
    }

    /** Whether failures of these kinds make the build unstable; only asked if they do not fail it. */
    public boolean isUnstable(Collection<FailureKind> failed) {
        return failed.stream().anyMatch(unstable::contains);
    }
}
