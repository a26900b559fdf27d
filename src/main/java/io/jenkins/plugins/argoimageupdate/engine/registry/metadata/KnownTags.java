package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.MetadataCodec.TagState;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The digests that the tags of one repository had when they were looked at last. Thread-safe. */
public final class KnownTags {

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
        store.put(key(tag), MetadataCodec.encode(new TagState(digest, store.now())));
    }

    void forget(String tag) {
        store.remove(key(tag));
    }

    /** Whether it is known what a tag names. */
    public boolean isKnown(String tag) {
        return digest(tag)
                .filter(digest -> store.contains(MetadataCodec.manifestKey(digest)))
                .isPresent();
    }

    /** See {@link MetadataStore#tagChanges}. */
    public long changes() {
        return store.tagChanges();
    }

    /** Takes over what other processes have found out meanwhile. */
    public void refresh() {
        store.refresh();
    }

    /** @param when in seconds since the epoch */
    private record Checked(String tag, long when) {}

    /** So many of the tags that are known, at most: those that were looked at the longest time ago, the oldest first. */
    public List<String> oldest(List<String> tags, int most) {
        PriorityQueue<Checked> oldest =
                new PriorityQueue<>(Comparator.comparingLong(Checked::when).reversed());
        for (String tag : tags) {
            byte[] state = store.get(key(tag));
            if (state == null) {
                continue;
            }
            long when = MetadataCodec.checked(state);
            if (oldest.size() < most || when < oldest.peek().when()) {
                oldest.add(new Checked(tag, when));
            }
            if (oldest.size() > most) {
                oldest.remove();
            }
        }
        return oldest.stream()
                .sorted(Comparator.comparingLong(Checked::when))
                .map(Checked::tag)
                .toList();
    }

    private Optional<TagState> state(String tag) {
        return Optional.ofNullable(store.get(key(tag))).map(MetadataCodec::tagState);
    }

    private byte[] key(String tag) {
        return MetadataCodec.tagKey(repositoryKey, tag);
    }
}
