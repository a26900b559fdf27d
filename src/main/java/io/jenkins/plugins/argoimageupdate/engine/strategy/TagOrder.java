package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import java.util.Optional;

/**
 * How the tags of one choice are ranked; of equals, the one whose name is last in the order of code points wins. It is made for one choice,
 * is asked about each of very many tags, and is not thread-safe.
 *
 * @param <K> what a tag is ranked by
 */
public interface TagOrder<K extends Comparable<K>> {

    /** What the tag is ranked by; empty if it cannot be ranked. */
    Optional<K> key(RegistryTag tag);

    /** What to say of a tag that cannot be ranked; empty where each can. */
    Optional<TagFilter.Refusal> unranked();

    /**
     * Why the constraint excludes tags of this rank; empty if it does not.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if the constraint cannot be read
     */
    default Optional<TagFilter.Refusal> excluded(K key) {
        return Optional.empty();
    }

    /** Positive if the first is preferred, negative if the second is, 0 for equals; the greater one is, unless an order says otherwise. */
    default int compare(K one, K other) {
        return one.compareTo(other);
    }

    /**
     * Whether a tag can be chosen: it can be ranked, and is not excluded.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException see {@link #excluded}
     */
    default boolean allows(RegistryTag tag) {
        return key(tag).filter(key -> excluded(key).isEmpty()).isPresent();
    }

    /** What tags of equal rank have in common, in words that follow "2 tags". */
    String tie();
}
