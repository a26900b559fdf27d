package io.jenkins.plugins.argoimageupdate.engine.webhook;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds the pushes in one sort of payload. */
@FunctionalInterface
interface PayloadReader {

    /**
     * Returns at least one push, or none where the sender has to be told that all is well.
     *
     * @throws WebhookRefusedException if there is no push in it
     */
    List<PushEvent> read(WebhookRequest request, JsonNode payload);
}
