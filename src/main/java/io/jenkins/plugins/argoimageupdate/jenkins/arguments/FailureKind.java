package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What can go wrong in an update, as far as jobs tell it apart in the arguments {@code failOn} and {@code unstableOn}. */
public enum FailureKind {
    /** No tag could be chosen for an image: its registry is down, refuses the login, limits the rate. */
    IMAGE("image"),
    /** An Application could not be found or read, or the update could not be written back. */
    APPLICATION("application"),
    /** The rollout failed: a pod cannot start, the sync failed, the Application is Degraded, Argo CD is gone. */
    DEGRADED("degraded"),
    /** The rollout was not over in time. */
    TIMEOUT("timeout"),
    /** Nothing had to be updated, and what is there is not healthy: a pod cannot start, the Application is Degraded. */
    UNHEALTHY("unhealthy"),
    /**
     * A hook of the sync failed. A job that names it ends at the first failure; for the others it is {@link #DEGRADED}, once Argo CD has
     * tried the hook as often as it may.
     */
    HOOK("hook");

    private final String id;

    FailureKind(String id) {
        this.id = id;
    }

    /** The name that jobs use. */
    public String id() {
        return id;
    }

    static List<String> ids() {
        return Stream.of(values()).map(FailureKind::id).toList();
    }

    /** Everything that went wrong in a run. */
    public static Set<FailureKind> of(CycleReport report) {
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        if (!report.failures().isEmpty()) {
            kinds.add(APPLICATION);
        }
        report.applications().forEach(application -> add(kinds, application));
        return kinds;
    }

    private static FailureKind ofRollout(ApplicationReport application) {
        if (application.writeBack() == null || !application.rollsOut()) {
            return UNHEALTHY;
        }
        return ofRollout(application.rollout().failure().reason());
    }

    private static void add(Set<FailureKind> kinds, ApplicationReport application) {
        if (application.images().stream().map(ImageReport::outcome).anyMatch(ImageReport.Outcome.FAILED::equals)) {
            kinds.add(IMAGE);
        }
        if (application.failure() != null) {
            kinds.add(APPLICATION);
        }
        if (application.rollout() != null && application.rollout().failure() != null) {
            kinds.add(ofRollout(application));
        }
    }

    private static FailureKind ofRollout(Reason reason) {
        return switch (reason) {
            case TIMEOUT -> TIMEOUT;
            case HOOK_FAILED -> HOOK;
            default -> DEGRADED;
        };
    }
}
