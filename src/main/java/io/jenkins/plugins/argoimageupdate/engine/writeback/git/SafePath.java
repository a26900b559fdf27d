package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/** Which paths may be read and written, so that none leads out of the repository or into what Git reads itself. */
final class SafePath {

    private static final ObjectChecker CHECKER = new ObjectChecker().setSafeForMacOS(true);

    /** What Git itself reads, and the short names that NTFS gives such files. */
    private static final Pattern OF_GIT = Pattern.compile(
            "\\.git(?:modules|attributes|ignore)?|git~[0-9]++|git(?:mod|att|ign)~[0-9]++|gi[0-9a-f]{4}~[0-9]++");

    private SafePath() {}

    /**
     * Refuses whatever could lead out of the repository or into {@code .git} on any system: {@code ..}, a leading or doubled
     * {@code /}, backslashes, and {@code .git} in any spelling. Neither may be named what tells Git how to treat the repository, such
     * as {@code .gitmodules}.
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
        if (Stream.of(path.split("/")).anyMatch(SafePath::isOfGit)) {
            throw refused(path, "it is a file that tells Git how to treat the repository", null);
        }
    }

    /** As file systems see a name that ignore case, dots and spaces at the end, what follows a colon, and what does not show. */
    private static boolean isOfGit(String name) {
        StringBuilder seen = new StringBuilder();
        name.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(seen::appendCodePoint);
        int colon = seen.indexOf(":");
        int end = colon < 0 ? seen.length() : colon;
        while (end > 0 && (seen.charAt(end - 1) == '.' || seen.charAt(end - 1) == ' ')) {
            end--;
        }
        return OF_GIT.matcher(seen.substring(0, end).toLowerCase(Locale.ROOT)).matches();
    }

    static GitException refused(String path, String why, @Nullable Throwable cause) {
        return new GitException(
                Reason.UNEDITABLE_FILE,
                "use file " + CleanText.line(path),
                why,
                "Name a regular file inside the repository as the write-back target",
                cause);
    }
}
