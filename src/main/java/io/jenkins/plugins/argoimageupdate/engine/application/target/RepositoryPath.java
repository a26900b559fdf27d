package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Paths in a repository, separated by {@code /}, joined as Go's {@code filepath.Join} does. */
public final class RepositoryPath {

    /** As long as Linux takes paths. */
    private static final int MAX_LENGTH = Budget.PATH.intValue();

    private static final int SHOWN = 100;

    private RepositoryPath() {}

    /** Both parts without {@code .}, empty components and, as far as they lead down first, {@code ..}. */
    public static String join(String directory, String path) {
        if (directory.isEmpty()) {
            return path.isEmpty() ? "" : clean(path);
        }
        return clean(path.isEmpty() ? directory : directory + "/" + path);
    }

    /**
     * The path without leading slash, fit to look up in a commit's tree; empty for the root.
     *
     * @throws ConfigurationException if it leads out of the repository, or has more than 4,096 characters
     */
    public static String inRepository(String path) {
        if (path.length() > MAX_LENGTH) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "use '" + path.substring(0, SHOWN) + "…' in the repository",
                    String.format(Locale.ROOT, "it has more than %,d characters", MAX_LENGTH),
                    "Give a shorter path");
        }
        String stripped = path;
        while (stripped.startsWith("/")) {
            stripped = stripped.substring(1);
        }
        String cleaned = stripped.isEmpty() ? "." : clean(stripped);
        if (cleaned.equals("..") || cleaned.startsWith("../") || cleaned.indexOf('\0') >= 0) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "use '" + path + "' in the repository",
                    "it leads out of the repository",
                    "Give a path inside of it");
        }
        return cleaned.equals(".") ? "" : cleaned;
    }

    /** The last segment. */
    public static String name(String path) {
        String cleaned = clean(path);
        return cleaned.substring(cleaned.lastIndexOf('/') + 1);
    }

    private static String clean(String path) {
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && absolute)) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        if (absolute) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }
}
