package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;

/**
 * An image that stays as it is for now, although there is a newer version.
 *
 * @param change that waits
 */
public record WaitingImage(ImageChange change, Wait reason) {}
