package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * That a job is to be polled.
 *
 * @param origins who asks, in words
 * @param notBefore how recent the registries' answers have to be
 * @param anew whether to start a build although one was started for the same changes
 */
record PollRequest(Set<String> origins, Instant notBefore, boolean anew) {

    PollRequest(String origin, Instant notBefore, boolean anew) {
        this(Set.of(origin), notBefore, anew);
    }

    /** One poll for both. */
    PollRequest and(PollRequest other) {
        Set<String> all = new LinkedHashSet<>(origins);
        all.addAll(other.origins);
        Instant later = notBefore.isAfter(other.notBefore) ? notBefore : other.notBefore;
        return new PollRequest(all, later, anew || other.anew);
    }

    String describe() {
        return String.join(", ", origins);
    }
}
