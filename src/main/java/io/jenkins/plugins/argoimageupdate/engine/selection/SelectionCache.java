package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.MetadataStore;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Choices made before, which hold as long as the registry lists the same tags and all of these name what they named: an idle poll
 * of very many tags then costs little more than reading their list. Memory that is needed otherwise takes choices away. Bounded;
 * thread-safe; one for the whole process.
 */
final class SelectionCache {

    private static final int USUAL_MOST_TAGS = 500_000;

    private final int mostTags;
    private final Map<Basis, Entry> choices = new LinkedHashMap<>(16, 0.75f, true);
    private long tags;

    SelectionCache() {
        this(USUAL_MOST_TAGS);
    }

    /** @param mostTags that the remembered choices are made from, together */
    SelectionCache(int mostTags) {
        this.mostTags = mostTags;
    }

    /**
     * What a choice is about.
     *
     * @param repository an address that no other one has
     * @param notes that are added to those of the choice
     */
    record Basis(String repository, SelectionRule rule, List<String> notes) {}

    /**
     * What a choice was made from.
     *
     * @param listed by the registry
     * @param changes see {@link MetadataStore#tagChanges}
     */
    record Seen(List<String> listed, long changes) {}

    private record Choice(Seen seen, Selection selection) {}

    private record Entry(int tags, SoftReference<Choice> choice) {}

    /** The choice made from the same; empty if there is none. */
    Optional<Selection> get(Basis basis, Seen seen) {
        return Optional.ofNullable(choice(basis))
                .filter(choice -> choice.seen().equals(seen))
                .map(Choice::selection);
    }

    private synchronized Choice choice(Basis basis) {
        Entry entry = choices.get(basis);
        return entry == null ? null : entry.choice().get();
    }

    /** Remembers a choice instead of the one made of the same before. */
    synchronized void put(Basis basis, Seen seen, Selection selection) {
        int size = seen.listed().size();
        Entry before = choices.put(basis, new Entry(size, new SoftReference<>(new Choice(seen, selection))));
        tags += size - (before == null ? 0 : before.tags());
        Iterator<Entry> eldest = choices.values().iterator();
        while (tags > mostTags) {
            tags -= eldest.next().tags();
            eldest.remove();
        }
    }
}
