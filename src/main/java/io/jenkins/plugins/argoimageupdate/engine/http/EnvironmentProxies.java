package io.jenkins.plugins.argoimageupdate.engine.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name (lower case too), as command-line tools
 * read them, with user and password if the address has them: {@code NO_PROXY} is a comma-separated list of host names, domains (with or without a leading dot),
 * {@code host:port} or {@code *}. Loopback addresses are never proxied.
 */
public final class EnvironmentProxies extends HttpProxies {

    private final Map<String, String> environment;

    public EnvironmentProxies(Map<String, String> environment) {
        super();
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(address(uri)
                .map(proxy -> {
                    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
                    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
                })
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public Optional<ProxyLogin> login(URI uri) {
        return address(uri).map(URI::getRawUserInfo).map(user -> {
            String[] pair = user.split(":", 2);
            return new ProxyLogin(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Optional<URI> address(URI uri) {
        String address = variable("https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy");
        if (address.isEmpty() || isExempt(uri)) {
            return Optional.empty();
        }
        return Optional.of(URI.create(address.contains("://") ? address : "http://" + address))
                .filter(proxy -> proxy.getHost() != null);
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
