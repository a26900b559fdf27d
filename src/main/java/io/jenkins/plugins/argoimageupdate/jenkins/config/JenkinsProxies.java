package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.ProxyLogin;
import java.io.IOException;
import java.net.Proxy;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** The proxy of Jenkins' own configuration with its user and password, as they are at the time of each connection. */
final class JenkinsProxies extends HttpProxies {

    private static final Logger LOGGER = Logger.getLogger(JenkinsProxies.class.getName());

    @Override
    public List<Proxy> select(URI server) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return List.of(proxy == null ? Proxy.NO_PROXY : proxy.createProxy(server.getHost()));
    }

    @Override
    public Optional<ProxyLogin> login(URI server) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return proxy == null || Util.fixEmpty(proxy.getUserName()) == null
                ? Optional.empty()
                : Optional.of(new ProxyLogin(proxy.getUserName(), Secret.toString(proxy.getSecretPassword())));
    }

    @Override
    public void connectFailed(URI server, SocketAddress address, IOException failure) {
        LOGGER.log(Level.FINE, failure, () -> "no connection to " + server.getHost() + " by way of proxy " + address);
    }
}
