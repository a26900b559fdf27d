package io.jenkins.plugins.argoimageupdate.engine.http.address;

import java.net.URI;

/** Resolves what {@code Location} and {@code Link} headers hold. */
public final class UriReference {

    private UriReference() {}

    /**
     * The address that a reference means on a page. Unlike {@link URI#resolve(String)}, a reference that starts with a question
     * mark keeps the whole path of the page (RFC 3986, section 5.2.2).
     *
     * @throws IllegalArgumentException if the reference cannot be read
     */
    public static URI resolve(URI page, String reference) {
        String text = reference.strip();
        return text.startsWith("?") ? page.resolve(page.getRawPath() + text) : page.resolve(text);
    }
}
