package io.jenkins.plugins.argoimageupdate.engine.http.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Which addresses may be shown as links: those of web pages alone, never a script or one with a login in it. */
public final class SafeLink {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private SafeLink() {}

    /**
     * The address as it may stand in a page; null unless it is one of a web page.
     *
     * @param url null or empty for none
     */
    public static String of(String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        try {
            URI uri = new URI(url.strip());
            boolean web = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
            return web ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
