package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.KnownTags;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.MetadataSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadata;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataReader;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses by build date: reads what is not known yet of each tag that the rule allows, and looks again at a part of the others
 * ({@link Revalidation}). It chooses only when all of them are known, and keeps its choice as long as nothing that it was made from
 * changes ({@link SelectionCache}).
 */
final class NewestBuild {

    private static final int MAX_ROUNDS = 20;

    private final TagSelector selector;
    private final TagMetadataReader reader;
    private final MetadataSource source;
    private final KnownTags tags;
    private final MetadataBatch batch;
    private final Revalidation revalidation;
    private final SelectionCache selections;
    private final Repository repository;

    /** Tags looked at by this very check. */
    private final Set<String> fresh = new HashSet<>();

    NewestBuild(
            TagSelector selector,
            TagMetadataReader reader,
            MetadataBatch batch,
            Revalidation revalidation,
            SelectionCache selections,
            Repository repository) {
        this.selector = selector;
        this.reader = reader;
        this.source = reader.source();
        this.tags = source.tags();
        this.batch = batch;
        this.revalidation = revalidation;
        this.selections = selections;
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
        SelectionCache.Basis basis = new SelectionCache.Basis(repository.address(), selector.rule(), notes);
        SelectionCache.Seen seen = new SelectionCache.Seen(listed, tags.changes());
        Optional<Selection> same =
                selections.get(basis, seen).filter(selection -> !revalidation.isDue(repository.address()));
        if (same.isPresent() && isSettled(same.get())) {
            source.noteRemembered(same.get().considered().size());
            return same.get();
        }
        CandidateMetadata metadata = new CandidateMetadata(selector.filter(listed));
        boolean known = recall(metadata);
        Selection selection = chooseAfresh(metadata, notes);
        if (known) {
            selections.put(basis, seen, selection);
        }
        return selection;
    }

    /** Takes over what is remembered; whether that is everything. */
    private boolean recall(CandidateMetadata metadata) throws InterruptedException {
        metadata.complete(tag -> reader.remembered(tag).orElse(null));
        if (!metadata.missing().isEmpty()) {
            tags.refresh();
            metadata.complete(tag -> reader.remembered(tag).orElse(null));
        }
        return metadata.missing().isEmpty();
    }

    private Selection chooseAfresh(CandidateMetadata metadata, List<String> notes) throws InterruptedException {
        readMissing(metadata);
        boolean quiet = fresh.stream().noneMatch(tags::isKnown);
        Selection selection = metadata.choose(notes);
        if (revalidation.beginRound(repository.address(), quiet)
                && lookAgain(round(metadata.names(), selection), metadata)) {
            readMissing(metadata);
            selection = metadata.choose(notes);
        }
        for (int i = 0; i < MAX_ROUNDS && !isSettled(selection); i++) {
            metadata.forget(Set.of(selection.chosen().orElseThrow().name()));
            readMissing(metadata);
            selection = metadata.choose(notes);
        }
        return selection;
    }

    private void readMissing(CandidateMetadata metadata) throws InterruptedException {
        List<String> missing = metadata.missing();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, TagMetadata> read = batch.read(missing, repository.name(), reader::built);
        metadata.complete(read::get);
        fresh.addAll(missing);
        if (missing.size() == metadata.names().size()) {
            revalidation.noteRound(repository.address());
        }
    }

    /** The chosen tag, and those looked at the longest time ago. */
    private List<String> round(List<String> candidates, Selection selection) {
        Set<String> round = new LinkedHashSet<>();
        selection.chosen().map(RegistryTag::name).ifPresent(round::add);
        round.addAll(tags.oldest(candidates, Revalidation.BUDGET));
        return round.stream().limit(Revalidation.BUDGET).toList();
    }

    /** Asks what the tags name now and forgets the metadata of those that name something else; whether there were any. */
    private boolean lookAgain(List<String> round, CandidateMetadata metadata) throws InterruptedException {
        Map<String, Boolean> changes = batch.readSome(round, source::revalidate);
        fresh.addAll(changes.keySet());
        metadata.forget(changes.keySet().stream().filter(changes::get).collect(Collectors.toSet()));
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
            boolean changed = source.revalidate(chosen);
            fresh.add(chosen);
            if (changed) {
                return false;
            }
        }
        revalidation.confirm(repository.address(), chosen);
        return true;
    }
}
