package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;

/** An image for which no tag could be chosen, or that cannot be written. */
public record FailedImage(WatchedImage watched, UpdateException failure) {}
