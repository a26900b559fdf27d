package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is written after somebody has rolled an image back in Git. */
public enum AfterRollback {
    /** A version that is newer than the one rolled back. */
    NEWER,
    /** Nothing, until somebody releases the image. */
    HOLD,
    /** Whatever is newest, be it the version rolled back (Image Updater: all it can do). */
    IGNORE;

    /** The name that people write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(AfterRollback::id).toList();
    }

    /** @throws ConfigurationException if there is no such choice */
    public static AfterRollback parse(String id) {
        return Arrays.stream(values())
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        Reason.INVALID_CONFIGURATION,
                        "read afterRollback",
                        "'" + id + "' is none of its values",
                        SpellingSuggestion.advice(id, ids())));
    }
}
