package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

/** Is an image live? From the worst answer to the best. */
enum LiveAnswer {
    NOT_LIVE("alert-circle", "jenkins-alert-danger"),
    /** It is, but Git says something else. */
    CHANGED_BY_HAND("git-compare", "jenkins-alert-warning"),
    UNCHECKED("alert-circle", "jenkins-alert-warning"),
    ROLLING_OUT("hourglass", "jenkins-alert-info"),
    NEWER("arrow-up-circle", "jenkins-alert-info"),
    WRITTEN("git-commit", "jenkins-alert-info"),
    UNKNOWN("help-circle", "jenkins-alert-info"),
    LIVE("checkmark-circle", "jenkins-alert-success");

    private final String symbol;
    private final String alert;

    LiveAnswer(String symbol, String alert) {
        this.symbol = "symbol-" + symbol + "-outline plugin-ionicons-api";
        this.alert = alert;
    }

    static LiveAnswer of(ImageRow row) {
        return switch (row.getStatus()) {
            case NOT_LIVE, CANNOT_START, BLOCKED, NOT_WRITTEN -> NOT_LIVE;
            case DRIFTED -> problem(row);
            case FAILED -> UNCHECKED;
            case ROLLING_OUT -> ROLLING_OUT;
            case WOULD_UPDATE -> row.isProblem() ? problem(row) : NEWER;
            case WRITTEN, TO_BE_MERGED -> WRITTEN;
            case UNKNOWN -> UNKNOWN;
            case PAUSED -> row.isProblem() ? problem(row) : LIVE;
            case LIVE, CURRENT, WAITING, SKIPPED -> LIVE;
        };
    }

    private static LiveAnswer problem(ImageRow row) {
        return row.isChangedByHand() ? CHANGED_BY_HAND : NOT_LIVE;
    }

    String symbol() {
        return symbol;
    }

    /** The class of the box around it. */
    String alert() {
        return alert;
    }
}
