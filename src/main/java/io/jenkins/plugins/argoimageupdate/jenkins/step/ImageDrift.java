package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** That somebody changed an image in the cluster by hand, in the result of the step. Immutable. */
public final class ImageDrift implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String live;
    private final String git;
    private final String since;
    private final String by;
    private final String place;
    private final String obstacle;

    ImageDrift(Drift drift) {
        this.live = drift.live();
        this.git = drift.git();
        this.since = drift.since() == null ? "" : drift.since().toString();
        this.by = drift.by();
        this.place = drift.place();
        this.obstacle = drift.obstacle();
    }

    /** What runs: a tag or digest, or a whole image where that is another one. */
    @Whitelisted
    public String getLive() {
        return live;
    }

    /** The same as Git says it. */
    @Whitelisted
    public String getGit() {
        return git;
    }

    /** When it was changed, in ISO 8601; empty where Kubernetes does not tell. */
    @Whitelisted
    public String getSince() {
        return since;
    }

    /** The program that changed it, such as {@code kubectl-set}; empty where Kubernetes does not tell. */
    @Whitelisted
    public String getBy() {
        return by;
    }

    /** The resources, such as {@code Deployment/frontend}. */
    @Whitelisted
    public String getPlace() {
        return place;
    }

    /** Why it cannot be written to Git; empty if it can. */
    @Whitelisted
    public String getObstacle() {
        return obstacle;
    }

    @Override
    @Whitelisted
    public String toString() {
        return live + " in " + place + ", Git says " + git;
    }
}
