package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.golang.CodePointOrder;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.strategy.TagOrder;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The best of the tags offered so far, and those of the same rank, which only the name decides between. */
final class BestTag<K extends Comparable<K>> {

    private static final int NAMED_TIES = 5;

    private final TagOrder<K> order;
    private final List<RegistryTag> equals = new ArrayList<>();
    private @Nullable RegistryTag best;
    private @Nullable K bestKey;

    BestTag(TagOrder<K> order) {
        this.order = order;
    }

    /** Takes the tag into account, or says why it cannot be chosen. */
    Optional<TagFilter.Refusal> offer(RegistryTag tag) {
        Optional<K> key = order.key(tag);
        if (key.isEmpty()) {
            return order.unranked();
        }
        Optional<TagFilter.Refusal> refusal = order.excluded(key.get());
        if (refusal.isEmpty()) {
            compare(tag, key.get());
        }
        return refusal;
    }

    private void compare(RegistryTag tag, K key) {
        int comparison = best == null ? 1 : order.compare(key, bestKey);
        if (comparison < 0) {
            return;
        }
        if (comparison > 0) {
            equals.clear();
        }
        equals.add(tag);
        if (comparison > 0 || CodePointOrder.COMPARATOR.compare(tag.name(), best.name()) > 0) {
            best = tag;
            bestKey = key;
        }
    }

    boolean is(RegistryTag tag) {
        return best == tag;
    }

    Optional<RegistryTag> tag() {
        return Optional.ofNullable(best);
    }

    /** A warning if the name alone decided between different images. */
    Optional<String> ties() {
        boolean sameImage = best != null
                && !best.digest().isEmpty()
                && equals.stream().allMatch(tag -> tag.digest().equals(best.digest()));
        if (equals.size() < 2 || sameImage) {
            return Optional.empty();
        }
        String names = FirstFew.of(equals.stream().map(RegistryTag::name).toList(), NAMED_TIES)
                .toString();
        return Optional.of(
                equals.size() + " tags " + order.tie() + " (" + names + "); took the last by name, " + best.name());
    }
}
