package io.jenkins.plugins.argoimageupdate.engine.http;

import java.net.URI;

/** Where servers may lead to by a redirect. It is asked before the request goes there. */
@FunctionalInterface
public interface RedirectRule {

    /** Every server may lead to every other. */
    RedirectRule ANYWHERE = (from, target) -> {};

    /**
     * Fails unless the redirect may be followed.
     *
     * @param from the address that was asked
     * @param target where its server leads to
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException with both hosts
     */
    void check(URI from, URI target);
}
