package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import java.net.Proxy;
import java.net.URI;
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

    /** @throws ConfigurationException if the variable names nothing that is a proxy; it goes direct never by mistake */
    @Override
    public List<Proxy> select(URI uri) {
        return List.of(address(uri)
                .map(proxy -> new Proxy(Proxy.Type.HTTP, proxy.socket()))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public Optional<ProxyLogin> login(URI uri) {
        return address(uri).flatMap(ProxyAddress::login);
    }

    private Optional<ProxyAddress> address(URI uri) {
        String name = "https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy";
        String address = variable(name);
        if (address.isEmpty() || isExempt(uri)) {
            return Optional.empty();
        }
        boolean lower = !environment.getOrDefault(name, "").isEmpty();
        return Optional.of(ProxyAddress.read(address, lower ? name : name.toUpperCase(Locale.ROOT)));
    }

    private boolean isExempt(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        String authority = Origin.of(uri).host() + ":" + Origin.of(uri).port();
        return TextList.ofCommas(variable("no_proxy").toLowerCase(Locale.ROOT)).stream()
                .anyMatch(name -> name.equals("*")
                        || name.equals(host)
                        || name.equals(authority)
                        || host.endsWith(name.startsWith(".") ? name : "." + name));
    }

    private String variable(String lowerCaseName) {
        String lower = environment.getOrDefault(lowerCaseName, "");
        return lower.isEmpty() ? environment.getOrDefault(lowerCaseName.toUpperCase(Locale.ROOT), "") : lower;
    }
}
