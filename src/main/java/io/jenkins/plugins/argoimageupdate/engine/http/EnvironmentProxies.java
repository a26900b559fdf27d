package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name (lower case too), as command-line tools
 * read them: {@code NO_PROXY} is a comma-separated list of host names, domains (with or without a leading dot),
 * {@code host:port} or {@code *}. Loopback addresses are never proxied. User names in a proxy's address are not used.
 */
public final class EnvironmentProxies extends ProxySelector {

    private final Map<String, String> environment;

    public EnvironmentProxies(Map<String, String> environment) {
        super();
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String address = variable("https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy");
        if (address.isEmpty() || isExempt(uri)) {
            return List.of(Proxy.NO_PROXY);
        }
        URI proxy = URI.create(address.contains("://") ? address : "http://" + address);
        if (proxy.getHost() == null) {
            return List.of(Proxy.NO_PROXY);
        }
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the exchange reports it
    }

    private boolean isExempt(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        String authority = Origin.of(uri).host() + ":" + Origin.of(uri).port();
        for (String entry : variable("no_proxy").toLowerCase(Locale.ROOT).split(",")) {
            String name = entry.strip();
            String domain = name.startsWith(".") ? name : "." + name;
            if (!name.isEmpty()
                    && (name.equals("*") || name.equals(host) || name.equals(authority) || host.endsWith(domain))) {
                return true;
            }
        }
        return false;
    }

    private String variable(String lowerCaseName) {
        String lower = environment.getOrDefault(lowerCaseName, "");
        return lower.isEmpty() ? environment.getOrDefault(lowerCaseName.toUpperCase(Locale.ROOT), "") : lower;
    }
}
