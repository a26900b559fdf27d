package io.jenkins.plugins.argoimageupdate.engine.webhook;

/**
 * A tag that was pushed, as its registry tells.
 *
 * @param registry host, with port if any; empty where the sender does not say
 * @param repository without registry; {@code library/} is there or not as the sender writes it
 * @param tag empty for a push of a digest alone
 * @param digest empty where the sender does not say
 */
public record PushEvent(String registry, String repository, String tag, String digest) {}
