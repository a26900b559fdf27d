package io.jenkins.plugins.argoimageupdate.cli;

/** What becomes of a commit whose rollout fails; the constants are named as they are written. */
enum OnFailure {
    keep,
    rollback
}
