package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import java.util.List;

/**
 * A message whose sender is who it says.
 *
 * @param source its configured ID
 */
record VerifiedPush(String source, List<PushEvent> events) {}
