package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.TagSelector;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses by build date: reads what is not known yet of each tag that the rule allows, and looks again at a part of the others
 * ({@link Revalidation}). Nothing is chosen before all of them are known, and nothing anew while there is nothing to choose by but
 * what there was ({@link EarlierChoices}).
 */
final class NewestBuild {

    private static final int MAX_ROUNDS = 20;

    private final TagSelector selector;
    private final TagMetadataReader reader;
    private final MetadataBatch batch;
    private final Revalidation revalidation;
    private final EarlierChoices earlier;
    private final Repository repository;

    /** Tags looked at by this very check. */
    private final Set<String> fresh = new HashSet<>();

    NewestBuild(
            TagSelector selector,
            TagMetadataReader reader,
            MetadataBatch batch,
            Revalidation revalidation,
            EarlierChoices earlier,
            Repository repository) {
        this.selector = selector;
        this.reader = reader;
        this.batch = batch;
        this.revalidation = revalidation;
        this.earlier = earlier;
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
        EarlierChoices.Basis basis = new EarlierChoices.Basis(repository.address(), selector.rule(), notes);
        EarlierChoices.Seen seen = new EarlierChoices.Seen(listed, reader.tagChanges());
        Optional<Selection> same =
                earlier.get(basis, seen).filter(selection -> !revalidation.isDue(repository.address()));
        if (same.isPresent() && isSettled(same.get())) {
            reader.noteRemembered(same.get().considered().size());
            return same.get();
        }
        CandidateFacts facts = new CandidateFacts(selector.sift(listed));
        boolean known = recall(facts);
        Selection selection = chooseAfresh(facts, notes);
        if (known) {
            earlier.put(basis, seen, selection);
        }
        return selection;
    }

    /** Takes over what is remembered; whether that is everything. */
    private boolean recall(CandidateFacts facts) throws InterruptedException {
        facts.complete(tag -> reader.remembered(tag).orElse(null));
        if (!facts.missing().isEmpty()) {
            reader.refresh();
            facts.complete(tag -> reader.remembered(tag).orElse(null));
        }
        return facts.missing().isEmpty();
    }

    private Selection chooseAfresh(CandidateFacts facts, List<String> notes) throws InterruptedException {
        readMissing(facts);
        boolean quiet = fresh.stream().noneMatch(reader::isKnown);
        Selection selection = facts.choose(notes);
        if (revalidation.beginRound(repository.address(), quiet) && lookAgain(round(facts.names(), selection), facts)) {
            readMissing(facts);
            selection = facts.choose(notes);
        }
        for (int i = 0; i < MAX_ROUNDS && !isSettled(selection); i++) {
            facts.forget(Set.of(selection.chosen().orElseThrow().name()));
            readMissing(facts);
            selection = facts.choose(notes);
        }
        return selection;
    }

    private void readMissing(CandidateFacts facts) throws InterruptedException {
        List<String> missing = facts.missing();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, TagFacts> read = batch.read(missing, repository.name(), reader::built);
        facts.complete(read::get);
        fresh.addAll(missing);
        if (missing.size() == facts.names().size()) {
            revalidation.noteRound(repository.address());
        }
    }

    /** The chosen tag, and those looked at the longest time ago. */
    private List<String> round(List<String> candidates, Selection selection) {
        Set<String> tags = new LinkedHashSet<>();
        selection.chosen().map(RegistryTag::name).ifPresent(tags::add);
        tags.addAll(reader.oldest(candidates, Revalidation.BUDGET));
        return tags.stream().limit(Revalidation.BUDGET).toList();
    }

    /** Asks what the tags name now and forgets the facts of those that name something else; whether there were any. */
    private boolean lookAgain(List<String> tags, CandidateFacts facts) throws InterruptedException {
        Map<String, Boolean> changes = batch.readSome(tags, reader::revalidate);
        fresh.addAll(changes.keySet());
        facts.forget(changes.keySet().stream().filter(changes::get).collect(Collectors.toSet()));
        return changes.containsValue(true);
    }

    /** Whether the chosen tag names what the choice was made from, as far as this check has to know. */
    private boolean isSettled(Selection selection) throws InterruptedException {
        if (selection.chosen().isEmpty()) {
            return true;
        }
        String chosen = selection.chosen().get().name();
        if (!fresh.contains(chosen)) {
            if (repository.poll() && revalidation.isConfirmed(repository.address(), chosen)) {
                return true;
            }
            boolean changed = reader.revalidate(chosen);
            fresh.add(chosen);
            if (changed) {
                return false;
            }
        }
        revalidation.confirm(repository.address(), chosen);
        return true;
    }
}
