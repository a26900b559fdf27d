package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyLogin;
import java.io.IOException;
import java.net.Proxy;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** The proxy of Jenkins' own configuration with its user and password, as they are at the time of each connection. */
final class JenkinsProxies extends HttpProxies {

    private static final Logger LOGGER = Logger.getLogger(JenkinsProxies.class.getName());
    private static final Pattern NAME = Pattern.compile("\\s*+([A-Za-z0-9._-]++|\\[?[0-9A-Fa-f:.]++\\]?)\\s*+");

    @Override
    public List<Proxy> select(URI server) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return List.of(proxy == null ? Proxy.NO_PROXY : proxy(proxy, server.getHost()));
    }

    /** A name that is none would be told as if the server's were unknown. */
    private static Proxy proxy(ProxyConfiguration configured, String server) {
        try {
            Proxy proxy = configured.createProxy(server);
            if (proxy.type() == Proxy.Type.DIRECT
                    || NAME.matcher(configured.getName()).matches()) {
                return proxy;
            }
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.FINE, "the proxy of Jenkins cannot be used");
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "use the proxy of Jenkins",
                "its server is not a host name, or its port is invalid",
                "Correct it under Manage Jenkins › System › HTTP Proxy Configuration: the name alone, without http:// and login");
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
