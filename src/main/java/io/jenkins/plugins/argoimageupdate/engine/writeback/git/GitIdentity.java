package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.util.regex.Pattern;

/** Who made a commit. */
public record GitIdentity(String name, String email) {

    private static final Pattern EMAIL = Pattern.compile("[^@<>\\s]++@[^@<>\\s]++");

    /** The one used when none is configured (Image Updater: {@code --git-commit-user}, {@code --git-commit-email}). */
    public static final GitIdentity DEFAULT = new GitIdentity("argocd-image-updater", "noreply@argoproj.io");

    /** Whether a commit keeps a name as it is. */
    public static boolean isName(String text) {
        return text.chars().noneMatch(c -> c == '<' || c == '>' || Character.isISOControl(c));
    }

    /** Whether a commit keeps an address of mail as it is. */
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }
}
