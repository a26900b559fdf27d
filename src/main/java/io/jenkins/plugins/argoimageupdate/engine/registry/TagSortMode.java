package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a registry lists tags by age, so that a tag's place in the list can stand for its date. */
public enum TagSortMode {
    NONE("none"),
    LATEST_FIRST("latest-first"),
    LATEST_LAST("latest-last");

    private final String id;

    TagSortMode(String id) {
        this.id = id;
    }

    /** The name that registries.conf uses. */
    public String id() {
        return id;
    }

    /** Reads a mode in any case; empty text is {@link #NONE}. Returns empty for anything else. */
    public static Optional<TagSortMode> parse(String text) {
        return text.isEmpty()
                ? Optional.of(NONE)
                : Arrays.stream(values())
                        .filter(mode -> mode.id.equalsIgnoreCase(text))
                        .findFirst();
    }

    /** Whether places stand for dates, so that no metadata is needed. */
    public boolean isTimeSorted() {
        return this != NONE;
    }

    /** The tags with instants by their place in the list; they mean nothing but an order. */
    public List<RegistryTag> dated(List<String> listed) {
        List<RegistryTag> tags = new ArrayList<>(listed.size());
        for (int i = 0; i < listed.size(); i++) {
            long second = this == LATEST_FIRST ? listed.size() - i : i;
            tags.add(new RegistryTag(listed.get(i), Instant.ofEpochSecond(second), "", Map.of()));
        }
        return tags;
    }
}
