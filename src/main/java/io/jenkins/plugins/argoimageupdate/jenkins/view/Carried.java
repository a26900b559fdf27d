package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;

/** How far an update carried the changes of an Application. Of the cluster it says nothing. */
enum Carried {
    /** It pushed a commit, to where Argo CD follows. */
    COMMITTED,
    /** It pushed a commit, and no Argo CD takes part. */
    PUSHED,
    /** It set parameters through the Argo CD API. */
    SET,
    /** It pushed a commit to a branch that is yet to be merged. */
    ON_BRANCH,
    /** It opened a pull request. */
    OPENED,
    /** It pushed a commit to a pull request that was open. */
    UPDATED,
    /** Git had them before: by another build, or by people. */
    IN_GIT,
    /** The Application had the parameters before. */
    IN_ARGO_CD,
    /** A branch that is yet to be merged had them before. */
    ON_BRANCH_BEFORE,
    /** A pull request with them was open before. */
    OPEN,
    /** A pull request with them is merged, and Argo CD does not tell them yet. */
    MERGED,
    /** Somebody closed the pull request with them. */
    CLOSED,
    /** There was nothing to write, nothing was to be written, or it failed. */
    NOT;

    static Carried of(ApplicationReport application) {
        WriteBackReport written = application.writeBack();
        if (written == null) {
            return NOT;
        }
        if (written instanceof WriteBackReport.Committed committed) {
            return committed.pullRequest().map(Carried::proposed).orElseGet(() -> committed(application));
        } else if (written instanceof WriteBackReport.ParametersSet) {
            return SET;
        } else if (written instanceof WriteBackReport.NothingToSet) {
            return IN_ARGO_CD;
        }
        return written instanceof WriteBackReport.NothingToCommit nothing
                ? nothing.pullRequest().map(Carried::before).orElseGet(() -> before(application))
                : NOT;
    }

    private static Carried proposed(PullRequestReport request) {
        return request.state() == PullRequestReport.State.OPENED ? OPENED : UPDATED;
    }

    private static Carried committed(ApplicationReport application) {
        if (application.rollsOut()) {
            return COMMITTED;
        }
        return application.about().hasArgoCd() ? ON_BRANCH : PUSHED;
    }

    private static Carried before(PullRequestReport request) {
        return switch (request.state()) {
            case OPENED -> OPENED;
            case OPEN -> OPEN;
            case MERGED -> MERGED;
            case CLOSED -> CLOSED;
        };
    }

    private static Carried before(ApplicationReport application) {
        return application.rollsOut() || !application.about().hasArgoCd() ? IN_GIT : ON_BRANCH_BEFORE;
    }

    /** Whether the update itself did something that others see. */
    boolean isDone() {
        return compareTo(IN_GIT) < 0;
    }

    /** Whether it is live only after somebody has merged it. */
    boolean waitsForMerge() {
        return switch (this) {
            case ON_BRANCH, OPENED, UPDATED, ON_BRANCH_BEFORE, OPEN -> true;
            default -> false;
        };
    }
}
