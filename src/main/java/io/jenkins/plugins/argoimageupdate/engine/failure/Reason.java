package io.jenkins.plugins.argoimageupdate.engine.failure;

/** Why something failed, for code that has to decide (retry, exit code, icon); people read the message. */
public enum Reason {
    /** Host unknown, connection refused or reset. */
    UNREACHABLE,
    /** The server's certificate is not trusted, or the TLS handshake failed. */
    UNTRUSTED_CERTIFICATE,
    /** An SSH host key is unknown or has changed. */
    UNTRUSTED_HOST_KEY,
    /** Nothing came back in time. */
    TIMEOUT,
    /** The credentials were refused, or none were given where some are needed. */
    UNAUTHORIZED,
    /** The credentials are good but may not do this. */
    FORBIDDEN,
    /** The repository, tag, branch, file or Application does not exist (or is hidden from these credentials). */
    NOT_FOUND,
    /** The server asked to slow down for longer than allowed. */
    RATE_LIMITED,
    /** The server failed (5xx). */
    SERVER_ERROR,
    /** The answer is not what the protocol allows: truncated, endless, not JSON, wrong digest. */
    MALFORMED_ANSWER,
    /** Some tags' metadata could not be had, so that no choice is safe. */
    INCOMPLETE_METADATA,
    /** The configuration cannot be used. */
    INVALID_CONFIGURATION,
    /** A file in the repository cannot be edited as asked. */
    UNEDITABLE_FILE,
    /** The branch moved at every attempt. */
    RACE_LOST,
    /** The server refused the push: protected branch, hook, read-only credentials. */
    PUSH_REJECTED,
    /** The local disk is full or not writable. */
    STORAGE,
    /** A sync window forbids the sync. */
    SYNC_WINDOW,
    /** Argo CD's operation failed. */
    OPERATION_FAILED,
    /** A hook of Argo CD's operation failed. */
    HOOK_FAILED,
    /** Another operation took the place of ours. */
    OPERATION_REPLACED,
    /** Somebody has rolled back in Argo CD from what would be synced, and nothing new was written since. */
    ROLLED_BACK,
    /** A pod of the new revision cannot start, or the Application is Degraded. */
    DEGRADED,
    /** Argo CD has applied what was written, and other images run than the ones chosen. */
    NOT_LIVE,
    /** Somebody ended the work. Only reports have this reason: what is interrupted throws an {@link InterruptedException}. */
    CANCELLED
}
