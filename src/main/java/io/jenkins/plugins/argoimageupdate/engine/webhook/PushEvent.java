package io.jenkins.plugins.argoimageupdate.engine.webhook;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * A tag that was pushed, as its registry tells.
 *
 * @param registry host, with port if any; empty where the sender does not say
 * @param repository without registry; {@code library/} is there or not as the sender writes it
 * @param tag as told, for logs: what is chosen comes from the registry; empty for a push of a digest alone
 * @param digest empty where the sender does not say
 */
public record PushEvent(String registry, String repository, String tag, String digest) {

    private static final int LONGEST = 1000;

    public PushEvent {
        registry = CleanText.line(registry, LONGEST);
        repository = CleanText.line(repository, LONGEST);
        tag = CleanText.line(tag, LONGEST);
        digest = CleanText.line(digest, LONGEST);
    }
}
