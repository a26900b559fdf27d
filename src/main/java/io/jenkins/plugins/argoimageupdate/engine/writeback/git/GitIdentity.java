package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

/** Who made a commit. */
public record GitIdentity(String name, String email) {

    /** The one used when none is configured (Image Updater: {@code --git-commit-user}, {@code --git-commit-email}). */
    public static final GitIdentity DEFAULT = new GitIdentity("argocd-image-updater", "noreply@argoproj.io");
}
