package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchIndex;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.RepositoryKeys;
import java.time.Instant;

/** The jobs that watch what a message tells of. */
final class Watchers {

    private Watchers() {}

    /** Has them polled, with answers of the registry that are not older than the message. */
    static void tell(PushEvent event, String origin, Instant received) {
        WatchIndex.get()
                .watching(RepositoryKeys.of(event.registry(), event.repository()))
                .forEach(trigger -> trigger.pollFor(origin, received));
    }
}
