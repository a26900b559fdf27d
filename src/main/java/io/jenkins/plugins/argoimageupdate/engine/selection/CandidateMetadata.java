package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the tags that a rule allows; when it is everything, one of them can be chosen. Not thread-safe. */
final class CandidateMetadata {

    private final FilteredTags filtered;
    private final List<String> names;

    /** For each of the names; null for what is not known. */
    private final @Nullable TagMetadata[] metadata;

    CandidateMetadata(FilteredTags filtered) {
        this.filtered = filtered;
        this.names = filtered.candidates();
        this.metadata = new TagMetadata[names.size()];
    }

    List<String> names() {
        return names;
    }

    /** The names of the tags of which nothing is known. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < metadata.length; i++) {
            if (metadata[i] == null) {
                missing.add(names.get(i));
            }
        }
        return missing;
    }

    /**
     * Asks about each tag of which nothing is known.
     *
     * @param read its answer is null for a tag of which still nothing is known
     */
    void complete(MetadataBatch.Read<TagMetadata> read) throws InterruptedException {
        for (int i = 0; i < metadata.length; i++) {
            if (metadata[i] == null) {
                metadata[i] = read.of(names.get(i));
            }
        }
    }

    void forget(Set<String> tags) {
        for (int i = 0; i < metadata.length && !tags.isEmpty(); i++) {
            if (tags.contains(names.get(i))) {
                metadata[i] = null;
            }
        }
    }

    /**
     * The choice by what is known.
     *
     * @param notes to add to those of the choice
     */
    Selection choose(List<String> notes) throws InterruptedException {
        List<RegistryTag> tags = new ArrayList<>(metadata.length);
        Map<String, TagVerdict> dropped = new HashMap<>();
        Map<String, List<String>> noted = new LinkedHashMap<>();
        for (int i = 0; i < metadata.length; i++) {
            String name = names.get(i);
            if (metadata[i] instanceof TagMetadata.Usable usable) {
                tags.add(usable.tag());
                if (!usable.note().isEmpty()) {
                    noted.computeIfAbsent(usable.note(), note -> new ArrayList<>())
                            .add(name);
                }
            } else {
                tags.add(RegistryTag.named(name));
                dropped.put(name, ((TagMetadata.Dropped) metadata[i]).verdict());
            }
        }
        List<String> all = new ArrayList<>(notes);
        noted.forEach((note, those) -> all.add(describe(those) + " " + note));
        return filtered.choose(tags, dropped).noting(all);
    }

    private static String describe(List<String> names) {
        return names.size() == 1 ? "tag " + names.get(0) : "each of " + names.size() + " tags (" + names.get(0) + " …)";
    }
}
