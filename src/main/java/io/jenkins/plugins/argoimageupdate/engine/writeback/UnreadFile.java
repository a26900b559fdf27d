package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.List;

/** A file that is to be made where no Argo CD tells that it reads it: most often a path that is mistyped. */
public final class UnreadFile {

    private static final int SHOWN = 8;

    private UnreadFile() {}

    /**
     * Refuses to make a file that nobody is known to read. An override file is read wherever manifests are, as its name says for which
     * Application.
     *
     * @param path of a file that the repository has not, from its root
     * @param application for messages
     * @param override whether Argo CD merges a file of that name into what is beside it
     */
    public static void refuse(String path, RepositoryTree tree, String application, boolean override) {
        int slash = path.lastIndexOf('/');
        String directory = slash < 0 ? "" : path.substring(0, slash);
        List<String> files = tree.files(directory).stream()
                .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                .sorted()
                .toList();
        if (override && (!files.isEmpty() || directory.isEmpty())) {
            return;
        }
        String where = directory.isEmpty() ? "the repository's root" : directory;
        String beside = files.isEmpty() ? where + " has no YAML files" : where + " has " + FirstFew.of(files, SHOWN);
        String meant = override
                ? ""
                : SpellingSuggestion.near(path.substring(slash + 1), files)
                        .map(name -> "Did you mean " + (directory.isEmpty() ? "" : directory + "/") + name + "? ")
                        .orElse("");
        throw new ConfigurationException(
                Reason.NOT_FOUND,
                "make a new file " + path + " for " + application,
                "without Argo CD, it is unknown whether it would be read, and " + beside,
                meant + "Correct git.target"
                        + (override ? "" : ", or commit the file before, with no more than {} in it"));
    }
}
