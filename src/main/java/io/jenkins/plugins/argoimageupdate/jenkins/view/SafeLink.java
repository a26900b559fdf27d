package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Links that a page may show: to web pages alone, never to a script or with a login in it. */
final class SafeLink {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String DOCKER_HUB = "docker.io";

    private SafeLink() {}

    /** The address itself; null unless it is one of a web page. */
    @CheckForNull
    static String of(@CheckForNull String url) {
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

    /** The page of an image at registries that have one at a known address; null for others. */
    @CheckForNull
    static String image(String image, ImageVersion version) {
        String[] parts = image.split("/");
        boolean named =
                parts.length > 1 && (parts[0].contains(".") || parts[0].contains(":") || parts[0].equals("localhost"));
        String host = named ? parts[0] : DOCKER_HUB;
        String path = named ? image.substring(parts[0].length() + 1) : image;
        String tag = URLEncoder.encode(version.tag(), StandardCharsets.UTF_8);
        return of(
                switch (host) {
                    case DOCKER_HUB, "index.docker.io", "registry-1.docker.io" -> dockerHub(path, tag);
                    case "quay.io" -> "https://quay.io/repository/" + path + "?tab=tags&tag=" + tag;
                    case "ghcr.io", "gcr.io", "public.ecr.aws" -> "https://" + host + "/" + path;
                    default ->
                        host.endsWith(".pkg.dev") || host.endsWith(".gcr.io") ? "https://" + host + "/" + path : null;
                });
    }

    private static String dockerHub(String path, String tag) {
        String page = path.startsWith("library/")
                ? "_/" + path.substring("library/".length())
                : path.contains("/") ? "r/" + path : "_/" + path;
        return "https://hub.docker.com/" + page + "/tags?name=" + tag;
    }
}
