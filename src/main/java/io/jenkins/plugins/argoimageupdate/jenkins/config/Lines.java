package io.jenkins.plugins.argoimageupdate.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.ArrayList;
import java.util.List;

/** Lists as people write them in a text field: one entry a line, or several with commas between. */
final class Lines {

    private Lines() {}

    static List<String> of(@CheckForNull String text) {
        List<String> entries = new ArrayList<>();
        for (String entry : Util.fixNull(text).split("[\\r\\n,]")) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    /** The entries of all texts, in a list that may be persisted. */
    static List<String> of(@CheckForNull List<String> texts) {
        List<String> entries = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            entries.addAll(of(text));
        }
        return entries;
    }

    static String join(List<String> entries) {
        return String.join("\n", entries);
    }
}
