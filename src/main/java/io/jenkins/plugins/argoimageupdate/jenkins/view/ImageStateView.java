package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How an image is in the cluster, for the remote API. */
@ExportedBean
public final class ImageStateView {

    private final ImageState state;

    private ImageStateView(ImageState state) {
        this.state = state;
    }

    /** @return null for null, where no Argo CD tells */
    @CheckForNull
    public static ImageStateView of(@CheckForNull ImageState state) {
        return state == null ? null : new ImageStateView(state);
    }

    /** A version that a workload runs. */
    @ExportedBean
    public static final class Running {

        private final ImageState.Running running;

        Running(ImageState.Running running) {
            this.running = running;
        }

        /** Such as {@code Deployment/frontend}; empty where only Argo CD's summary is known. */
        @Exported
        public String getWorkload() {
            return running.workload();
        }

        /** Tag, or digest where there is no tag. */
        @Exported
        public String getVersion() {
            return running.version();
        }

        /** 0 where only Argo CD's summary is known. */
        @Exported
        public int getPods() {
            return running.pods();
        }

        @Exported
        public int getReady() {
            return running.ready();
        }

        /** Whether it is of the workload's newest revision. */
        @Exported
        public boolean isNewest() {
            return running.newest();
        }
    }

    /** Such as {@code LIVE} or {@code CANNOT_START}. */
    @Exported
    public String getVerdict() {
        return state.verdict().name();
    }

    /** The tag (or digest) that Git says; empty when not known. */
    @Exported
    public String getGit() {
        return state.git();
    }

    /** The version that the verdict is about: of a pod that cannot start its own, else what Git says; empty when not known. */
    public String getVersion() {
        return state.version();
    }

    /** The versions that ready pods run. */
    @Exported
    public List<String> getLive() {
        return state.live();
    }

    /** What pods have, those of the newest revision first. */
    @Exported(inline = true)
    public List<Running> getRunning() {
        return state.running().stream().map(Running::new).toList();
    }

    /** Why it is not live; empty if it is. */
    @Exported
    public String getReason() {
        return state.reason();
    }

    /** What somebody changed in the cluster by hand; null if nobody did. */
    @Exported(inline = true)
    @CheckForNull
    public DriftView getDrift() {
        return DriftView.of(state.drift());
    }

    /** Whether that is all that is to be said of it: what was changed runs. */
    public boolean isChangedByHand() {
        return state.drift() != null && state.verdict() == ImageState.Verdict.DRIFTED;
    }

    /** The pod that cannot start; empty for none. */
    @Exported
    public String getPod() {
        return state.pod();
    }

    /** Of that pod; empty for none. */
    @Exported
    public String getNamespace() {
        return state.namespace();
    }
}
