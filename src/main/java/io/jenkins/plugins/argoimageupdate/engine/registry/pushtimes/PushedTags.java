package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagName;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryErrors;
import io.jenkins.plugins.argoimageupdate.engine.registry.WantedTags;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.ListedTags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tags with their push times as {@link RegistryTag#created()}. Not thread-safe. */
public final class PushedTags {

    /** More pages than this are not read: the choice would not be worth their number. */
    static final int MAX_PAGES = Budget.PUSH_TIMES_PAGES.intValue();

    private final WantedTags wanted;
    private final Map<String, RegistryTag> tags = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Set<String> misnamed = new LinkedHashSet<>();
    private final Set<String> undated = new LinkedHashSet<>();
    private Instant newestWanted = Instant.MIN;
    private boolean cut;

    PushedTags(WantedTags wanted) {
        this.wanted = wanted;
    }

    /** Adds a tag, or moves it to a later time; one without a readable time, or with a name that is too long, is left out. */
    void add(String name, String pushed, String digest) throws InterruptedException {
        add(name, Timestamps.parse(pushed), digest);
    }

    /** The same with the time; what cannot be a tag's name is left out. */
    void add(String name, Optional<Instant> pushed, String digest) throws InterruptedException {
        failIfTooMany();
        if (!TagName.isValid(name)) {
            misnamed.add(name.substring(0, (int) Math.min(name.length(), Budget.TAG_NAME.value() + 1)));
        } else if (pushed.isEmpty()) {
            undated.add(name);
        } else {
            add(name, pushed.get(), digest);
        }
    }

    private void failIfTooMany() {
        if (order.size() + misnamed.size() + undated.size() > Budget.TAG_LIST_TAGS.value()) {
            throw RegistryErrors.malformed(
                    "read push times",
                    "the registry's list has more than " + Budget.TAG_LIST_TAGS.value() + " tags",
                    "Delete unneeded tags, or use the strategy newest-build");
        }
    }

    private void add(String name, Instant pushed, String digest) throws InterruptedException {
        RegistryTag known = tags.get(name);
        if (known != null && !known.created().isBefore(pushed)) {
            return;
        }
        if (known == null) {
            if (order.size() >= Budget.TAG_LIST_TAGS.value()) {
                throw RegistryErrors.malformed(
                        "read push times",
                        "the registry's list has more than " + Budget.TAG_LIST_TAGS.value() + " tags",
                        "Delete unneeded tags, or use the strategy newest-build");
            }
            order.add(name);
        }
        tags.put(name, new RegistryTag(name, pushed, Digest.isValid(digest) ? digest : "", Map.of()));
        if (wanted.include(name) && pushed.isAfter(newestWanted)) {
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
    public boolean isCut() {
        return cut;
    }

    /** That some tags were left out, and why. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        int all = order.size() + misnamed.size();
        if (!misnamed.isEmpty()) {
            notes.add(ListedTags.note(misnamed.size(), all, misnamed.iterator().next()));
        }
        undated.removeAll(tags.keySet());
        if (!undated.isEmpty()) {
            notes.add(undated.size() + (undated.size() == 1 ? " tag is" : " tags are")
                    + " skipped, because the registry provides no valid push time: "
                    + undated.iterator().next());
        }
        if (cut) {
            notes.add("only the " + order.size() + " tags pushed last were checked");
        }
        return notes;
    }

    /** The tags whose push time is known, in the order in which the vendor told them, each as it was told last. */
    public List<RegistryTag> list() {
        return order.stream().map(tags::get).toList();
    }
}
