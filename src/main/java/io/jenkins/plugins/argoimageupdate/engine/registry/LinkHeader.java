package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.UriReference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the next page in {@code Link} headers (RFC 8288): the link with {@code rel="next"}, or one without any relation. Some
 * registries (zot before 2.0) leave out the angle brackets.
 */
final class LinkHeader {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern BARE = Pattern.compile("^\\s*((?:/|https?://)[^;,\\s]+)(?=\\s*;)");
    private static final Pattern RELATION =
            Pattern.compile(";\\s*rel\\s*=\\s*\"?([^\",;]*)\"?", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /**
     * The address of the next page, resolved against that of this page.
     *
     * @throws IllegalArgumentException if there is one, but it cannot be read
     */
    static Optional<URI> next(List<String> headers, URI page) {
        for (String written : headers) {
            String header = BARE.matcher(written).replaceFirst("<$1>");
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                Matcher relation = RELATION.matcher(link.group(2));
                if (!relation.find()
                        || List.of(relation.group(1).toLowerCase(Locale.ROOT).split("\\s+"))
                                .contains("next")) {
                    return Optional.of(hierarchical(UriReference.resolve(page, link.group(1))));
                }
            }
        }
        return Optional.empty();
    }

    private static URI hierarchical(URI link) {
        if (link.isOpaque()) {
            throw new IllegalArgumentException("a link without a path");
        }
        return link;
    }
}
