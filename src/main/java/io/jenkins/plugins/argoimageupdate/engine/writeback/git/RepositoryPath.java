package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Which paths may be read and written. */
final class RepositoryPath {

    private static final ObjectChecker CHECKER = new ObjectChecker().setSafeForMacOS(true);

    private RepositoryPath() {}

    /**
     * Refuses whatever could lead out of the repository or into {@code .git} on any system: {@code ..}, a leading or doubled
     * {@code /}, backslashes, and {@code .git} in any spelling.
     *
     * @throws GitException with {@link Reason#UNEDITABLE_FILE}
     */
    static void check(String path) {
        try {
            CHECKER.checkPath(path);
        } catch (CorruptObjectException e) {
            throw refused(path, "it is not a path inside the repository (" + e.getMessage() + ")", e);
        }
        if (path.indexOf('\\') >= 0 || path.codePoints().anyMatch(Character::isISOControl)) {
            throw refused(path, "it has a backslash or a control character", null);
        }
    }

    static GitException refused(String path, String why, Throwable cause) {
        return new GitException(
                Reason.UNEDITABLE_FILE,
                "use file " + CleanText.line(path),
                why,
                "Name a regular file inside the repository as the write-back target",
                cause);
    }
}
