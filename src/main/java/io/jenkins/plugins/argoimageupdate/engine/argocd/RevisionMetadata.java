package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Instant;

/**
 * What Argo CD knows of a commit.
 *
 * @param date null where not known
 */
public record RevisionMetadata(String author, Instant date, String message) {}
