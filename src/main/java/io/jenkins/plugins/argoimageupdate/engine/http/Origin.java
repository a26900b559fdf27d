package io.jenkins.plugins.argoimageupdate.engine.http;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address: what credentials are bound to. */
public record Origin(String scheme, String host, int port) {

    /** The origin of an absolute http or https address. */
    public static Origin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        int usual = "https".equals(scheme) ? 443 : 80;
        return new Origin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** Host name, with the port unless it is the usual one of the scheme. */
    public String authority() {
        int usual = "https".equals(scheme) ? 443 : 80;
        return port == usual ? host : host + ":" + port;
    }
}
