package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.DeployedRevision;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Hydration;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides whether what Argo CD works on includes the commit asked for. Immutable.
 *
 * <p>A later commit counts as the one asked for, as Argo CD follows the branch and may skip commits. A revision is later when
 * the {@link RevisionOrder} says so, when it comes after the commit in the Application's history, or when Argo CD did not know
 * it before the commit was announced: branches are not pushed by force, so what is new there has the commit below it. A wait
 * that is taken up again goes by what Argo CD knew when the first one began. What the commit was put on is not later, whatever
 * its date.
 */
final class RevisionMatch {

    private final DesiredState desired;
    private final RevisionOrder order;
    private final Set<String> knownBefore;

    /** @param before the Application as it was before Argo CD was told of the commit */
    RevisionMatch(DesiredState desired, RevisionOrder order, ApplicationStatus before) {
        this.desired = desired;
        this.order = order;
        Set<String> kept = desired.before().known();
        this.knownBefore = kept.isEmpty() ? before.knownRevisions() : kept;
    }

    /** Whether an Application with these revisions, one a source, has the commit (or the changed specification). */
    boolean includes(LiveApplication live, List<String> revisions, boolean ofSpec) {
        if (desired.isSpecification()) {
            return ofSpec;
        }
        String wanted = wanted(live.status());
        if (wanted.isEmpty()) {
            return false;
        }
        return revisions.contains(wanted)
                || revisionsOfRepository(live, revisions).stream().anyMatch(r -> isLater(live, r, wanted));
    }

    /** The commit to look for: the one asked for, or what the source hydrator made of it; empty until it has. */
    String wanted(ApplicationStatus status) {
        Hydration hydration = status.hydration();
        if (hydration == null) {
            return desired.revision();
        }
        boolean ours = hydration.dryRevision().equals(desired.revision())
                || order.contains(hydration.dryRevision(), desired.revision());
        return ours ? hydration.hydratedRevision() : "";
    }

    private boolean isLater(LiveApplication live, String revision, String wanted) {
        if (!isCommit(revision)) {
            return false;
        }
        if (!knownBefore.contains(revision) || isAfterInHistory(live, revision, wanted)) {
            return true;
        }
        Set<String> earlier = desired.before().earlier();
        if (earlier.isEmpty()) {
            return order.contains(revision, wanted);
        }
        return !earlier.contains(revision) && order.mayContain(revision, wanted);
    }

    private static boolean isAfterInHistory(LiveApplication live, String revision, String wanted) {
        int wantedAt = -1;
        int revisionAt = -1;
        List<DeployedRevision> history = live.status().history();
        for (int i = 0; i < history.size(); i++) {
            wantedAt = history.get(i).revisions().contains(wanted) ? i : wantedAt;
            revisionAt = revisionAt < 0 && history.get(i).revisions().contains(revision) ? i : revisionAt;
        }
        return wantedAt >= 0 && revisionAt > wantedAt;
    }

    private List<String> revisionsOfRepository(LiveApplication live, List<String> revisions) {
        List<ApplicationSource> sources = live.application().sources().all();
        if (sources.size() != revisions.size() || sources.size() < 2) {
            return revisions.size() < 2 ? revisions : List.of();
        }
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (RepositoryUrl.isSame(sources.get(i).repoUrl(), desired.repository())) {
                ours.add(revisions.get(i));
            }
        }
        return ours;
    }

    private static boolean isCommit(String revision) {
        return revision.length() >= 40 && revision.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
