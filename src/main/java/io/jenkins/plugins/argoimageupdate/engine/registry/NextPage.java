package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where the next page of a tag list may be, by a link that need not be right: Nexus and Artifactory leave out or add a part of the
 * path, proxies the port, and those that end TLS let a registry write {@code http://}. The page is always asked for on the server that
 * gave the list, so that nothing is sent elsewhere.
 *
 * @param link as the registry wrote it, made absolute
 * @param addresses of the page, the likeliest first; none for a link to another host that is not to a tag list
 */
record NextPage(URI link, List<URI> addresses) {

    private static final String LIST = "/tags/list";
    private static final int LONGEST = 200;

    /** @param list the address that the first page came from */
    static NextPage of(URI link, URI list) {
        String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        URI ofList = on(list, list.getRawPath() + query);
        URI asWritten = on(list, link);
        boolean toList = link.getRawPath().endsWith(LIST);
        if (!toList && !isSameHost(link, list)) {
            return new NextPage(link, List.of());
        }
        Stream<URI> likeliestFirst = toList ? Stream.of(ofList, asWritten) : Stream.of(asWritten, ofList);
        return new NextPage(
                link,
                likeliestFirst
                        .filter(address -> !query.isEmpty() || address.equals(asWritten))
                        .distinct()
                        .toList());
    }

    private static boolean isSameHost(URI link, URI list) {
        return String.valueOf(link.getHost())
                .toLowerCase(Locale.ROOT)
                .equals(list.getHost().toLowerCase(Locale.ROOT));
    }

    /** What a link names, on another server. */
    static URI on(URI server, URI link) {
        return on(server, link.getRawPath() + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery()));
    }

    private static URI on(URI list, String pathAndQuery) {
        return URI.create(list.getScheme() + "://" + list.getRawAuthority() + pathAndQuery);
    }

    /** The link as messages show it. */
    String shown() {
        String text = link.toString().replaceFirst("//[^/?#]*@", "//");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
