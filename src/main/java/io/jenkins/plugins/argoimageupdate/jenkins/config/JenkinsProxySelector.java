package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.ProxyConfiguration;
import hudson.Util;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** The proxy of Jenkins' own configuration, as it is at the time of each connection. */
final class JenkinsProxySelector extends ProxySelector {

    private static final Logger LOGGER = Logger.getLogger(JenkinsProxySelector.class.getName());

    @Override
    public List<Proxy> select(URI uri) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return List.of(proxy == null ? Proxy.NO_PROXY : proxy.createProxy(uri.getHost()));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        LOGGER.log(Level.FINE, failure, () -> "no connection to " + uri.getHost() + " by way of proxy " + address);
    }

    /** Whether a proxy is set up that asks for a password, which Java cannot give together with a server's own login. */
    static boolean needsPassword() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return proxy != null && Util.fixEmpty(proxy.getUserName()) != null;
    }
}
