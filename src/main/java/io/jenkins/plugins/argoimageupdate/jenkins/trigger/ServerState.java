package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

/** Whether a server answers, as far as polls have to know. */
enum ServerState {
    /** It answers. */
    ANSWERING,
    /** It has not answered yet since Jenkins started. */
    UNKNOWN,
    /** It has been asked, and says nothing. */
    SILENT,
    /** It did not answer, and is not asked by schedule for a while. */
    PAUSED,
    /** It did not answer, and that was a while ago. */
    DOUBTFUL;

    /** Whether polls that use it are likely to wait. */
    boolean isTrouble() {
        return this == SILENT || this == PAUSED || this == DOUBTFUL;
    }
}
