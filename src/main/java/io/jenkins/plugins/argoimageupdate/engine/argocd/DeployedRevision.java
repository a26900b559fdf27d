package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Instant;
import java.util.List;

/**
 * An entry of {@code status.history}: revisions that were synced successfully.
 *
 * @param startedAt when that sync started; null where Argo CD does not say
 */
public record DeployedRevision(List<String> revisions, Instant startedAt) {}
