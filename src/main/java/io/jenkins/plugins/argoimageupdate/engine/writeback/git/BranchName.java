package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.ServerText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Names of branches, as {@code git check-ref-format --branch} takes them: besides what no ref may have, none that begins with a dash,
 * which programs take for an option, and none that is called {@code HEAD}. Nor has one characters that do not show.
 */
public final class BranchName {

    private BranchName() {}

    /**
     * The full name of a branch's ref.
     *
     * @param branch with or without {@code refs/heads/}
     * @throws ConfigurationException if Git does not accept it
     */
    static String toRef(String branch) {
        String ref = branch.startsWith(Constants.R_HEADS) ? branch : Constants.R_HEADS + branch;
        String name = ref.substring(Constants.R_HEADS.length());
        boolean odd = name.startsWith("-")
                || name.equals(Constants.HEAD)
                || (name + "/").contains(".lock/")
                || name.codePoints().anyMatch(BranchName::isHidden);
        if (odd || !Repository.isValidRefName(ref)) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "use branch " + ServerText.line(branch),
                    "Git does not accept it as a branch's name",
                    "Correct the branch, or the template it is made from");
        }
        return ref;
    }

    /**
     * Fails unless a branch is one that can be read or pushed to.
     *
     * @param branch empty or {@code HEAD} for the repository's default branch
     * @throws ConfigurationException if Git does not accept it
     */
    public static void check(String branch) {
        if (!isDefault(branch)) {
            toRef(branch);
        }
    }

    static boolean isDefault(String branch) {
        return branch.isEmpty() || branch.equals(Constants.HEAD);
    }

    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || Character.isISOControl(c);
    }
}
