package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The pages of images, at registries that have them at known addresses. */
final class ImagePage {

    private static final String DOCKER_HUB = "docker.io";

    private ImagePage() {}

    /** Null for other registries. */
    @CheckForNull
    static String of(String image, ImageVersion version) {
        String[] parts = image.split("/");
        boolean named =
                parts.length > 1 && (parts[0].contains(".") || parts[0].contains(":") || parts[0].equals("localhost"));
        String host = named ? parts[0] : DOCKER_HUB;
        String path = named ? image.substring(parts[0].length() + 1) : image;
        String tag = URLEncoder.encode(version.tag(), StandardCharsets.UTF_8);
        return SafeLink.of(
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
