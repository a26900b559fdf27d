package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done about images that somebody changed in the cluster by hand. */
public enum DriftPolicy {
    /** It is said. A newer version is written as usual, which ends it. */
    REPORT,
    /** What runs is written to Git, and held. */
    ADOPT,
    /** Argo CD is not asked for it, so that it is taken for an update that is not live yet. */
    IGNORE;

    /** The name that people write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(DriftPolicy::id).toList();
    }

    /** @throws ConfigurationException if there is no such choice */
    public static DriftPolicy parse(String id) {
        return Arrays.stream(values())
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        Reason.INVALID_CONFIGURATION,
                        "read drift",
                        "'" + id + "' is none of its values",
                        SpellingSuggestion.advice(id, ids())));
    }
}
