package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What a process has that asks one registry: as good as new, since nothing is shared but the JVM, which is warm. */
final class Client {

    static final SelectionRule MAIN = rule(UpdateStrategy.NEWEST_BUILD, "");

    private final RegistryEndpoint endpoint;
    private final RegistrySelector selector;

    /** @param cache null to keep metadata in memory */
    Client(RegistryEndpoint endpoint, Path cache) {
        this(endpoint, cache == null ? new TagMetadataCache() : TagMetadataCache.in(cache), clients());
    }

    /** The same over connections that others use too. */
    Client(RegistryEndpoint endpoint, TagMetadataCache cache, RegistryClients clients) {
        this.endpoint = endpoint;
        this.selector = new RegistrySelector(clients, cache, new PushTimes());
    }

    static RegistryClients clients() {
        return new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null));
    }

    /** Allows tags that start with main, unless it follows one tag. */
    static SelectionRule rule(UpdateStrategy strategy, String constraint) {
        return new SelectionRule(
                strategy, constraint, constraint.isEmpty() ? "regexp:^main" : "", List.of(), List.of());
    }

    Selection select(String repository, SelectionRule rule) throws InterruptedException {
        return selector.select(image(repository), rule, endpoint, RegistryLogin.ANONYMOUS);
    }

    /** As a trigger asks. */
    String poll(String repository) throws InterruptedException {
        return name(selector.notOlderThan(Instant.now())
                .select(image(repository), MAIN, endpoint, RegistryLogin.ANONYMOUS));
    }

    static String name(Selection selection) {
        return selection.chosen().map(RegistryTag::name).orElseThrow();
    }

    private ImageReference image(String repository) {
        return ImageReference.parse(endpoint.prefix() + "/" + repository);
    }
}
