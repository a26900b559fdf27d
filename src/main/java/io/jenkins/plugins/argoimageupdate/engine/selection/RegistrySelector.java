package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.PlatformFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagName;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.MetadataSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadata;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataReader;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.ListedTags;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the tag of an image by what its registry says. Asks as little as it can: digest is one request once the image is
 * known, the strategies by name are the tag list, newest-build reads each image once and then only checks that the chosen
 * tag still names it. Thread-safe; one for the whole process.
 */
public final class RegistrySelector {

    private final RegistryClients clients;
    private final TagMetadataCache cache;
    private final PushTimes pushTimes;
    private final Revalidation revalidation;
    private final SelectionCache selections;

    public RegistrySelector(RegistryClients clients, TagMetadataCache cache, PushTimes pushTimes) {
        this.clients = clients;
        this.cache = cache;
        this.pushTimes = pushTimes;
        this.revalidation = new Revalidation(clients.time());
        this.selections = new SelectionCache();
    }

    private RegistrySelector(RegistrySelector whole, RegistryClients clients) {
        this.clients = clients;
        this.cache = whole.cache;
        this.pushTimes = whole.pushTimes;
        this.revalidation = whole.revalidation;
        this.selections = whole.selections;
    }

    /** The same, see {@link RegistryClients#notOlderThan}. */
    public RegistrySelector notOlderThan(Instant instant) {
        return new RegistrySelector(this, clients.notOlderThan(instant));
    }

    /** The same, see {@link RegistryClients#counting}. */
    public RegistrySelector counting(RequestMetrics run) {
        return new RegistrySelector(this, clients.counting(run));
    }

    private record Task(
            TagSelector selector,
            RegistryClient client,
            TagMetadataReader reader,
            RegistryEndpoint endpoint,
            String repository,
            FetchProgress progress) {}

    /**
     * The choice, with a verdict on each tag.
     *
     * @param image of which only registry and name count
     * @throws RegistryException if the registry does not give what is needed for a safe choice
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if the rule cannot be used
     */
    public Selection select(ImageReference image, SelectionRule rule, RegistryEndpoint endpoint, RegistryLogin login)
            throws InterruptedException {
        return select(image, rule, endpoint, login, FetchProgress.SILENT);
    }

    /** The same, telling how far it has come while it takes long. */
    public Selection select(
            ImageReference image,
            SelectionRule rule,
            RegistryEndpoint endpoint,
            RegistryLogin login,
            FetchProgress progress)
            throws InterruptedException {
        TagSelector selector = TagSelector.of(rule);
        RegistryClient client = clients.client(endpoint, login);
        String repository = endpoint.repositoryOf(image);
        MetadataSource source = new MetadataSource(client, cache, cache.tags(endpoint, repository), repository);
        TagMetadataReader reader = new TagMetadataReader(source, PlatformFilter.of(rule.platforms()));
        Task task = new Task(selector, client, reader, endpoint, repository, progress);
        try {
            return select(task, rule, login);
        } finally {
            cache.flush();
        }
    }

    /**
     * What there is to know of one tag: its date, its digest, its labels. The digest is asked for again, and all else only once.
     *
     * @param tag with what is known of it already
     * @return empty if it is no image, or none for a wanted platform, or has no date
     * @throws RegistryException if the registry does not tell
     */
    public Optional<RegistryTag> look(
            ImageReference image, SelectionRule rule, RegistryEndpoint endpoint, RegistryLogin login, RegistryTag tag)
            throws InterruptedException {
        MetadataSource source = new MetadataSource(
                clients.client(endpoint, login),
                cache,
                cache.tags(endpoint, endpoint.repositoryOf(image)),
                endpoint.repositoryOf(image));
        TagMetadataReader reader = new TagMetadataReader(source, PlatformFilter.of(rule.platforms()));
        try {
            if (rule.strategy().needs() == UpdateStrategy.Needs.PUSH_TIME) {
                return usable(reader.pushed(tag));
            }
            if (source.tags().isKnown(tag.name())) {
                source.revalidate(tag.name());
            }
            return usable(reader.built(tag.name()));
        } finally {
            cache.flush();
        }
    }

    private static Optional<RegistryTag> usable(TagMetadata metadata) {
        return metadata instanceof TagMetadata.Usable usable ? Optional.of(usable.tag()) : Optional.empty();
    }

    private Selection select(Task task, SelectionRule rule, RegistryLogin login) throws InterruptedException {
        return switch (rule.strategy().needs()) {
            case NAME -> byName(task);
            case BUILD_DATE -> byDate(task, rule);
            case PUSH_TIME -> byPush(task, login);
            case DIGEST -> byDigest(task, rule.constraint());
        };
    }

    private static Selection byName(Task task) throws InterruptedException {
        ListedTags listed = listed(task);
        return task.selector()
                .choose(listed.tags().stream().map(RegistryTag::named).toList())
                .noting(listed.notes());
    }

    private Selection byDate(Task task, SelectionRule rule) throws InterruptedException {
        TagSortMode order = task.endpoint().tagSortMode();
        if (order == TagSortMode.LATEST_FIRST) {
            return byListOrder(task, rule);
        }
        ListedTags listed = listed(task);
        return order.isTimeSorted()
                ? task.selector().choose(order.dated(listed.tags())).noting(listed.notes())
                : byBuild(task, listed, List.of());
    }

    private static ListedTags listed(Task task) throws InterruptedException {
        return ListedTags.of(task.client().tags(task.repository()));
    }

    private Selection byListOrder(Task task, SelectionRule rule) throws InterruptedException {
        RegistryClient.NewestTags newest =
                task.client().newestTags(task.repository(), rule.toString(), tag -> isEligible(task, tag));
        ListedTags listed = ListedTags.of(newest.tags());
        Selection selection = task.selector()
                .choose(TagSortMode.LATEST_FIRST.dated(listed.tags()))
                .noting(listed.notes());
        if (!newest.cut()) {
            return selection;
        }
        return selection.noting(List.of("only the " + newest.tags().size() + " tags listed first were looked at"));
    }

    private static boolean isEligible(Task task, String tag) throws InterruptedException {
        return TagName.isValid(tag) && task.selector().allowsOneOfMany(tag);
    }

    private Selection byDigest(Task task, String followed) throws InterruptedException {
        if (!task.selector().allows(followed)) {
            return task.selector().choose(List.of(RegistryTag.named(followed)));
        }
        MetadataSource source = task.reader().source();
        if (source.tags().isKnown(followed)) {
            source.revalidate(followed);
        }
        CandidateMetadata metadata = new CandidateMetadata(task.selector().filter(List.of(followed)));
        metadata.complete(task.reader()::followed);
        return metadata.choose(List.of());
    }

    private Selection byPush(Task task, RegistryLogin login) throws InterruptedException {
        RegistryEndpoint endpoint = task.endpoint();
        Optional<PushTimeSource> source =
                pushTimes.source(endpoint, task.client().state().challenge());
        ListedTags listed = null;
        if (source.isEmpty()) {
            listed = listed(task); // its challenge may tell which product this is
            source = pushTimes.source(endpoint, task.client().state().challenge());
        }
        String note = "the registry " + endpoint.host() + " has no known API for push times; the build dates decide";
        if (source.isPresent()) {
            VendorApi api = clients.vendorApi(endpoint, login, task.client().describe(task.repository()));
            Optional<Selection> selection = new NewestPush(source.get(), task.selector(), task.reader())
                    .select(task.client(), api, task.repository());
            if (selection.isPresent()) {
                return selection.get();
            }
            note = "the registry " + endpoint.host() + " does not provide push times to "
                    + (login.isAnonymous() ? "anonymous clients" : login.toString()) + "; the build dates decide";
        }
        if (listed == null) {
            listed = listed(task);
        }
        return byBuild(task, listed, List.of(note));
    }

    private Selection byBuild(Task task, ListedTags listed, List<String> more) throws InterruptedException {
        NewestBuild.Repository repository = new NewestBuild.Repository(
                task.endpoint().api() + "/" + task.repository(),
                task.client().describe(task.repository()),
                clients.isShared());
        MetadataBatch batch = new MetadataBatch(task.client().state().workers(), clients.time(), task.progress());
        return new NewestBuild(task.selector(), task.reader(), batch, revalidation, selections, repository)
                .select(
                        listed.tags(),
                        Stream.concat(listed.notes().stream(), more.stream()).toList());
    }
}
