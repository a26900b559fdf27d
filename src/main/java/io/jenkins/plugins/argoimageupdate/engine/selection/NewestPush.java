package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadata;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataReader;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushedTags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses by push time out of what a vendor's API tells, and looks at the chosen image alone to see that it is for a wanted
 * platform.
 */
public final class NewestPush {

    private static final int MAX_REFUSED = 50;

    private final PushTimeSource source;
    private final TagSelector selector;
    private final TagMetadataReader reader;

    public NewestPush(PushTimeSource source, TagSelector selector, TagMetadataReader reader) {
        this.source = source;
        this.selector = selector;
        this.reader = reader;
    }

    /** Empty if the vendor does not tell push times after all. */
    public Optional<Selection> select(RegistryClient client, VendorApi api, String repository)
            throws InterruptedException {
        client.check(repository);
        Map<String, TagVerdict> refused = new HashMap<>();
        PushedTags tags = null;
        while (true) {
            if (tags == null || tags.isCut()) {
                PushTimeSource.Query query = new PushTimeSource.Query(
                        client, api, repository, tag -> !refused.containsKey(tag) && selector.allowsOneOfMany(tag));
                Optional<PushedTags> told = source.tags(query);
                if (told.isEmpty()) {
                    return Optional.empty();
                }
                tags = told.get();
            }
            Selection selection = selector.choose(tags.list(), refused);
            if (selection.chosen().isEmpty() || refused.size() > MAX_REFUSED) {
                return Optional.of(selection.noting(tags.notes()));
            }
            TagMetadata metadata = reader.pushed(selection.chosen().get());
            if (metadata instanceof TagMetadata.Usable usable) {
                return Optional.of(finished(selection, usable.tag(), tags));
            }
            TagVerdict verdict = ((TagMetadata.Dropped) metadata).verdict();
            refused.put(verdict.tag(), verdict);
        }
    }

    private static Selection finished(Selection selection, RegistryTag chosen, PushedTags tags) {
        Selection looked =
                new Selection(Optional.of(chosen), selection.considered(), selection.verdicts(), selection.notes());
        return looked.noting(tags.notes());
    }
}
