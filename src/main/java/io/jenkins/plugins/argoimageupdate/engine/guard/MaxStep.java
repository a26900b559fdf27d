package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.version.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far an update may go from the version that is live. */
public enum MaxStep {
    /** To another patch of the same minor version. */
    PATCH,
    /** To another version with the same major number. */
    MINOR,
    /** To any version. */
    MAJOR;

    /** The name that people write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(MaxStep::id).toList();
    }

    /** @throws ConfigurationException if there is no such choice */
    public static MaxStep parse(String id) {
        return Arrays.stream(values())
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        Reason.INVALID_CONFIGURATION,
                        "read maxStep",
                        "'" + id + "' is none of its values",
                        SpellingSuggestion.advice(id, ids())));
    }

    /** Whether it has no effect on a tag that it should keep back, as that is no version. */
    public boolean isLostOn(String tag) {
        return this != MAJOR && Version.parse(tag).isEmpty();
    }

    /** Whether an update from one version to the other is no bigger step. */
    public boolean allows(Version from, Version to) {
        return switch (this) {
            case PATCH -> from.major() == to.major() && from.minor() == to.minor();
            case MINOR -> from.major() == to.major();
            case MAJOR -> true;
        };
    }
}
