package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** That somebody changed an image in the cluster by hand, as pages and the remote API show it. */
@ExportedBean
public final class DriftView {

    private final Drift drift;

    private DriftView(Drift drift) {
        this.drift = drift;
    }

    /** @return null for null, where nobody changed it */
    @CheckForNull
    public static DriftView of(@CheckForNull Drift drift) {
        return drift == null ? null : new DriftView(drift);
    }

    /** The resources, such as {@code Deployment/frontend}. */
    @Exported
    public String getPlace() {
        return drift.place();
    }

    /** What runs: a tag or digest, or a whole image where that is another one. */
    @Exported
    public String getLive() {
        return drift.live();
    }

    /** The same as Git says it. */
    @Exported
    public String getGit() {
        return drift.git();
    }

    /** The program that changed it, such as {@code kubectl-set}; empty where that is not told. */
    @Exported
    public String getBy() {
        return drift.by();
    }

    /** Null where that is not told. */
    @Exported
    @CheckForNull
    public Date getSince() {
        return drift.since() == null ? null : Date.from(drift.since());
    }

    /** Why it cannot be written to Git, as a clause; empty if it can. */
    @Exported
    public String getObstacle() {
        return drift.obstacle();
    }

    /** Whether it can be written to Git. */
    @Exported
    public boolean isAdoptable() {
        return drift.isAdoptable();
    }

    /** Such as {@code changed by hand (kubectl-set)}, in the reader's language. */
    public String getWords() {
        return drift.by().isEmpty() ? Messages.Drift_byHand() : Messages.Drift_byHandWith(drift.by());
    }

    /** Such as {@code changed by hand (kubectl-set) in Deployment/frontend 2 h ago: main-hotfix runs, Git says main-5}; likewise. */
    public String getSentence() {
        Date since = getSince();
        String where = since == null ? drift.place() : Messages.Drift_since(drift.place(), RelativeTime.of(since));
        return Messages.Drift_sentence(getWords(), where, drift.live(), drift.git());
    }
}
