package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tags with their push times as {@link RegistryTag#created()}. Not thread-safe. */
final class PushedTags {

    /** More pages than this are not read: the choice would not be worth their number. */
    static final int MAX_PAGES = Budget.PUSH_TIMES_PAGES.intValue();

    private final Predicate<String> wanted;
    private final Map<String, RegistryTag> tags = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private Instant newestWanted = Instant.MIN;
    private boolean cut;

    PushedTags(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** Adds a tag, or moves it to a later time; one without a readable time, or with a name that is too long, is left out. */
    void add(String name, String pushed, String digest) {
        Timestamps.parse(pushed).ifPresent(instant -> add(name, instant, digest));
    }

    void add(String name, Instant pushed, String digest) {
        if (name.length() > Budget.TAG_NAME.value()) {
            return;
        }
        RegistryTag known = tags.get(name);
        if (known != null && !known.created().isBefore(pushed)) {
            return;
        }
        if (known == null) {
            if (order.size() >= Budget.TAG_LIST_TAGS.value()) {
                throw RegistryErrors.malformed(
                        "read push times",
                        "the registry's list has more than " + Budget.TAG_LIST_TAGS.value() + " tags",
                        "Delete tags that nobody needs, or use the strategy newest-build");
            }
            order.add(name);
        }
        tags.put(name, new RegistryTag(name, pushed, Digest.isValid(digest) ? digest : "", Map.of()));
        if (wanted.test(name) && pushed.isAfter(newestWanted)) {
            newestWanted = pushed;
        }
    }

    /**
     * For lists in the order of push times: whether no later page can have a better tag. Remembers that some were left out.
     *
     * @param last what the last entry of the page is sorted by; no push time on later pages is after it
     */
    boolean isDecided(Optional<Instant> last) {
        cut = last.isPresent() && newestWanted.isAfter(last.get());
        return cut;
    }

    /** Whether tags pushed earlier than these were left out. */
    boolean isCut() {
        return cut;
    }

    List<RegistryTag> list() {
        return order.stream().map(tags::get).toList();
    }
}
