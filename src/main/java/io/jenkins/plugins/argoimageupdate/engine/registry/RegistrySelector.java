package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.PlatformFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.image.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.UpdateStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the tag of an image by what its registry says. Asks as little as it can: digest is one request once the image is
 * known, the strategies by name are the tag list, newest-build reads each image once and then only checks that the chosen
 * tag still names it. Thread-safe; one for the whole process.
 */
public final class RegistrySelector {

    private static final int MAX_ROUNDS = 20;

    private final RegistryClients clients;
    private final TagMetadataCache cache;
    private final PushTimes pushTimes;

    public RegistrySelector(RegistryClients clients, TagMetadataCache cache, PushTimes pushTimes) {
        this.clients = clients;
        this.cache = cache;
        this.pushTimes = pushTimes;
    }

    /** The same, see {@link RegistryClients#notOlderThan}. */
    public RegistrySelector notOlderThan(Instant instant) {
        return new RegistrySelector(clients.notOlderThan(instant), cache, pushTimes);
    }

    private record Task(TagSelector selector, RegistryClient client, TagMetadataReader reader, String repository) {}

    /**
     * The choice, with a verdict on each tag.
     *
     * @param image of which only registry and name count
     * @throws RegistryException if the registry does not give what is needed for a safe choice
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if the rule cannot be used
     */
    public Selection select(ImageReference image, SelectionRule rule, RegistryEndpoint endpoint, RegistryLogin login)
            throws InterruptedException {
        TagSelector selector = TagSelector.of(rule);
        RegistryClient client = clients.client(endpoint, login);
        String repository = endpoint.repositoryOf(image);
        TagMetadataReader reader =
                new TagMetadataReader(client, cache, endpoint, repository, PlatformFilter.of(rule.platforms()));
        Task task = new Task(selector, client, reader, repository);
        if (rule.strategy() == UpdateStrategy.DIGEST) {
            return byDigest(task, rule.constraint());
        }
        if (rule.strategy() == UpdateStrategy.NEWEST_PUSH) {
            return byPush(task, endpoint, login);
        }
        List<String> listed = client.tags(repository);
        if (!rule.strategy().needsMetadata()) {
            return selector.choose(listed.stream().map(RegistryTag::named).toList());
        }
        if (endpoint.tagSortMode().isTimeSorted()) {
            return selector.choose(endpoint.tagSortMode().dated(listed));
        }
        return byBuild(task, listed, List.of());
    }

    private Selection byDigest(Task task, String followed) throws InterruptedException {
        if (task.selector().candidates(List.of(followed)).isEmpty()) {
            return task.selector().choose(List.of(RegistryTag.named(followed)));
        }
        if (task.reader().isKnown(followed)) {
            task.reader().revalidate(followed);
        }
        TagFacts facts = task.reader().followed(followed);
        return choose(task, List.of(followed), Map.of(followed, facts), List.of());
    }

    private Selection byPush(Task task, RegistryEndpoint endpoint, RegistryLogin login) throws InterruptedException {
        Optional<PushTimeSource> source =
                pushTimes.source(endpoint, task.client().state().challenge());
        List<String> listed = null;
        if (source.isEmpty()) {
            listed = task.client().tags(task.repository()); // its challenge may tell which product this is
            source = pushTimes.source(endpoint, task.client().state().challenge());
        }
        String note = "the registry " + endpoint.host() + " has no known API for push times; the build dates decide";
        if (source.isPresent()) {
            VendorApi api = clients.vendorApi(endpoint, login, task.client().inWords(task.repository()));
            Optional<Selection> selection = new NewestPush(source.get(), task.selector(), task.reader())
                    .select(task.client(), api, task.repository());
            if (selection.isPresent()) {
                return selection.get();
            }
            note = "the registry " + endpoint.host() + " does not tell push times to "
                    + (login.isAnonymous() ? "anonymous clients" : login.toString()) + "; the build dates decide";
        }
        return byBuild(task, listed == null ? task.client().tags(task.repository()) : listed, List.of(note));
    }

    private Selection byBuild(Task task, List<String> listed, List<String> notes) throws InterruptedException {
        List<String> candidates = task.selector().candidates(listed);
        for (int round = 1; ; round++) {
            List<String> unknown = candidates.stream()
                    .filter(tag -> !task.reader().isKnown(tag))
                    .toList();
            Map<String, TagFacts> facts = read(task, candidates);
            Selection selection = choose(task, listed, facts, notes);
            Optional<String> remembered =
                    selection.chosen().map(RegistryTag::name).filter(tag -> !unknown.contains(tag));
            if (remembered.isEmpty() || round > MAX_ROUNDS || !task.reader().revalidate(remembered.get())) {
                return selection;
            }
        }
    }

    private Map<String, TagFacts> read(Task task, List<String> candidates) throws InterruptedException {
        String inWords = task.client().inWords(task.repository());
        return new MetadataBatch(task.client().state().workers())
                .read(candidates, inWords, tag -> task.reader().built(tag));
    }

    private static Selection choose(Task task, List<String> listed, Map<String, TagFacts> facts, List<String> notes) {
        List<RegistryTag> tags = new ArrayList<>();
        Map<String, TagVerdict> dropped = new HashMap<>();
        Map<String, List<String>> noted = new LinkedHashMap<>();
        for (String name : listed) {
            TagFacts found = facts.get(name);
            if (found instanceof TagFacts.Dropped one) {
                dropped.put(name, one.verdict());
            }
            if (found instanceof TagFacts.Usable usable) {
                tags.add(usable.tag());
                if (!usable.note().isEmpty()) {
                    noted.computeIfAbsent(usable.note(), note -> new ArrayList<>())
                            .add(name);
                }
            } else {
                tags.add(RegistryTag.named(name));
            }
        }
        List<String> all = new ArrayList<>(notes);
        noted.forEach((note, names) -> all.add(inWords(names) + " " + note));
        return withNotes(task.selector().choose(tags, dropped), all);
    }

    private static String inWords(List<String> names) {
        return names.size() == 1 ? "tag " + names.get(0) : "each of " + names.size() + " tags (" + names.get(0) + " …)";
    }

    private static Selection withNotes(Selection selection, List<String> more) {
        if (more.isEmpty()) {
            return selection;
        }
        List<String> notes = new ArrayList<>(selection.notes());
        notes.addAll(more);
        return new Selection(selection.chosen(), selection.considered(), selection.verdicts(), List.copyOf(notes));
    }
}
