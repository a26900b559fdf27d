package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.TagSelector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses by build date: reads what is not known yet of each tag that the rule allows, and looks again at a part of the others
 * ({@link Revalidation}). Nothing is chosen before all of them are known.
 */
final class NewestBuild {

    private static final int MAX_ROUNDS = 20;

    private final TagSelector selector;
    private final TagMetadataReader reader;
    private final MetadataBatch batch;
    private final Revalidation revalidation;
    private final Repository repository;

    /** Tags looked at by this very check. */
    private final Set<String> fresh = new HashSet<>();

    NewestBuild(
            TagSelector selector,
            TagMetadataReader reader,
            MetadataBatch batch,
            Revalidation revalidation,
            Repository repository) {
        this.selector = selector;
        this.reader = reader;
        this.batch = batch;
        this.revalidation = revalidation;
        this.repository = repository;
    }

    /**
     * The repository to choose from.
     *
     * @param address that no other one has
     * @param name in words
     * @param poll whether a choice that is a few minutes old will do
     */
    record Repository(String address, String name, boolean poll) {}

    Selection select(List<String> listed, List<String> notes) throws InterruptedException {
        List<String> candidates = selector.candidates(listed);
        Map<String, TagFacts> facts = known(candidates);
        if (facts.size() < candidates.size()) {
            reader.refresh();
            facts = known(candidates);
        }
        readMissing(candidates, facts);
        boolean quiet = fresh.stream().noneMatch(reader::isKnown);
        Selection selection = TagFactsChoice.choose(selector, listed, facts, notes);
        if (revalidation.beginRound(repository.address(), quiet) && lookAgain(round(candidates, selection), facts)) {
            readMissing(candidates, facts);
            selection = TagFactsChoice.choose(selector, listed, facts, notes);
        }
        for (int i = 0; i < MAX_ROUNDS && !isSettled(selection, facts); i++) {
            readMissing(candidates, facts);
            selection = TagFactsChoice.choose(selector, listed, facts, notes);
        }
        selection.chosen().ifPresent(tag -> revalidation.confirm(repository.address(), tag.name()));
        return selection;
    }

    private Map<String, TagFacts> known(List<String> candidates) throws InterruptedException {
        Map<String, TagFacts> facts = new HashMap<>();
        for (String tag : candidates) {
            reader.remembered(tag).ifPresent(known -> facts.put(tag, known));
        }
        return facts;
    }

    private void readMissing(List<String> candidates, Map<String, TagFacts> facts) throws InterruptedException {
        List<String> missing =
                candidates.stream().filter(tag -> !facts.containsKey(tag)).toList();
        if (missing.isEmpty()) {
            return;
        }
        facts.putAll(batch.read(missing, repository.name(), reader::built));
        fresh.addAll(missing);
        if (missing.size() == candidates.size()) {
            revalidation.noteRound(repository.address());
        }
    }

    /** The chosen tag, and those looked at the longest time ago. */
    private List<String> round(List<String> candidates, Selection selection) {
        Set<String> tags = new LinkedHashSet<>();
        selection.chosen().map(RegistryTag::name).ifPresent(tags::add);
        tags.addAll(reader.oldestFirst(candidates));
        return tags.stream().limit(Revalidation.BUDGET).toList();
    }

    /** Asks what the tags name now and forgets the facts of those that name something else; whether there were any. */
    private boolean lookAgain(List<String> tags, Map<String, TagFacts> facts) throws InterruptedException {
        Map<String, Boolean> changes = batch.readSome(tags, reader::revalidate);
        fresh.addAll(changes.keySet());
        facts.keySet().removeIf(tag -> changes.getOrDefault(tag, false));
        return changes.containsValue(true);
    }

    private boolean isSettled(Selection selection, Map<String, TagFacts> facts) throws InterruptedException {
        Optional<String> chosen = selection.chosen().map(RegistryTag::name);
        boolean settled = chosen.isEmpty()
                || fresh.contains(chosen.get())
                || repository.poll() && revalidation.isConfirmed(repository.address(), chosen.get());
        if (settled) {
            return true;
        }
        boolean changed = reader.revalidate(chosen.get());
        fresh.add(chosen.get());
        if (changed) {
            facts.remove(chosen.get());
        }
        return !changed;
    }
}
