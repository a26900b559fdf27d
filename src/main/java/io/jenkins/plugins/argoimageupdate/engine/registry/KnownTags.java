package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.registry.FactsCodec.TagState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The digests that the tags of one repository had when they were looked at last. Thread-safe. */
final class KnownTags {

    private final MetadataStore store;
    private final byte[] repositoryKey;

    KnownTags(MetadataStore store, byte[] repositoryKey) {
        this.store = store;
        this.repositoryKey = repositoryKey;
    }

    /** What tells this repository from any other. */
    String repository() {
        return HexFormat.of().formatHex(repositoryKey);
    }

    Optional<String> digest(String tag) {
        return state(tag).map(TagState::digest);
    }

    /** Remembers that a tag has this digest now. */
    void put(String tag, String digest) {
        store.put(key(tag), FactsCodec.encode(new TagState(digest, store.now())));
    }

    void forget(String tag) {
        store.remove(key(tag));
    }

    /** Those of the tags that are known, those first that were looked at the longest time ago. */
    List<String> oldestFirst(List<String> tags) {
        Map<String, Long> checked = new HashMap<>();
        tags.forEach(tag -> state(tag).ifPresent(state -> checked.put(tag, state.checked())));
        return tags.stream()
                .filter(checked::containsKey)
                .sorted(Comparator.comparing(checked::get))
                .toList();
    }

    private Optional<TagState> state(String tag) {
        return Optional.ofNullable(store.get(key(tag))).map(FactsCodec::tagState);
    }

    private byte[] key(String tag) {
        return FactsCodec.tagKey(repositoryKey, tag);
    }
}
