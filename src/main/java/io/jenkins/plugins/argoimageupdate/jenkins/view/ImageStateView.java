package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ImageState;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How an image is in the cluster, as pages and the remote API show it. */
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

    /** The versions that ready pods run. */
    @Exported
    public List<String> getLive() {
        return state.live();
    }

    /** Why it is not live; empty if it is. */
    @Exported
    public String getReason() {
        return state.reason();
    }

    /** The pod that cannot start; empty for none. */
    @Exported
    public String getPod() {
        return state.pod();
    }

    public boolean isLive() {
        return state.isLive();
    }

    public boolean isBroken() {
        return state.isBroken();
    }

    public boolean isUnsettled() {
        return state.isUnsettled();
    }

    /** In the reader's language. */
    public String getWords() {
        return words(state.verdict());
    }

    public String getSymbol() {
        return symbol(state.verdict());
    }

    /** In the reader's language. */
    static String words(ImageState.Verdict verdict) {
        return switch (verdict) {
            case LIVE -> Messages.State_live();
            case ROLLING_OUT -> Messages.State_rollingOut();
            case CANNOT_START -> Messages.State_cannotStart();
            case BLOCKED -> Messages.State_blocked();
            case DRIFTED -> Messages.State_drifted();
            case WOULD_UPDATE -> Messages.State_wouldUpdate();
            case UNKNOWN -> Messages.State_unknown();
        };
    }

    static String symbol(ImageState.Verdict verdict) {
        return switch (verdict) {
            case LIVE -> "symbol-checkmark-circle-outline plugin-ionicons-api";
            case ROLLING_OUT -> "symbol-hourglass-outline plugin-ionicons-api";
            case CANNOT_START -> "symbol-alert-circle-outline plugin-ionicons-api";
            case BLOCKED -> "symbol-hand-left-outline plugin-ionicons-api";
            case DRIFTED -> "symbol-git-compare-outline plugin-ionicons-api";
            case WOULD_UPDATE -> "symbol-arrow-up-circle-outline plugin-ionicons-api";
            case UNKNOWN -> "symbol-help-circle-outline plugin-ionicons-api";
        };
    }
}
