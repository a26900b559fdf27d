package io.jenkins.plugins.argoimageupdate.engine.registry;

/** What a registry request is for. */
public enum RequestKind {
    TAGS,
    DIGEST,
    MANIFEST,
    BLOB,
    TOKEN,
    PUSH_TIMES
}
