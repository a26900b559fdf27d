package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.WantedTags;
import java.util.Optional;

/** One vendor's API that tells when tags were pushed. */
public interface PushTimeSource {

    /**
     * What is asked.
     *
     * @param client of the registry itself
     * @param api for addresses that the registry's own authentication does not cover
     * @param wanted which tags may be chosen; pages after the newest of them need not be read
     */
    record Query(RegistryClient client, VendorApi api, String repository, WantedTags wanted) {}

    /** The tags; empty if the vendor does not tell these credentials (401, 403) or does not know (404). */
    Optional<PushedTags> tags(Query query) throws InterruptedException;
}
