package io.jenkins.plugins.argoimageupdate.engine.http.address;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Scheme, host and port of an address: what credentials are bound to. */
public record Origin(String scheme, String host, int port) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * The origin of an absolute http or https address.
     *
     * @throws IllegalArgumentException if it is none, or names no host: two of them would be of the same origin
     */
    public static Origin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("no http address with a host");
        }
        int usual = "https".equals(scheme) ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** Host name, with the port unless it is the usual one of the scheme. */
    public String authority() {
        int usual = "https".equals(scheme) ? 443 : 80;
        return port == usual ? host : host + ":" + port;
    }
}
