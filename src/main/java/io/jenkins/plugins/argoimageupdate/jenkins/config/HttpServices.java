package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;

/** The engine's connections, one set for the whole controller: pools, limits of requests and tokens are shared by all jobs. */
@Extension
public final class HttpServices {

    private final HttpProxies proxies = new JenkinsProxies();
    private final HttpConnector http = new HttpConnector(HttpLimits.DEFAULT, proxies);
    private final RegistryClients registries = new RegistryClients(
            http,
            (from, target) -> ArgoImageUpdateConfiguration.get()
                    .allowedTargets()
                    .registryRedirects()
                    .check(from, target));

    /** The one of this controller. */
    public static HttpServices get() {
        return ExtensionList.lookupSingleton(HttpServices.class);
    }

    /** For Argo CD and everything else that is no registry and not Git. */
    public HttpConnector http() {
        return http;
    }

    /** For registries, with redirects only to where the administrator allows. */
    public RegistryClients registries() {
        return registries;
    }

    /** Jenkins' proxy, for what does not go through {@link #http()}, such as Git. */
    public HttpProxies proxies() {
        return proxies;
    }
}
