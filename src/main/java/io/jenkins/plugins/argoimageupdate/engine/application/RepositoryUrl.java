package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.Locale;

/** Compares URLs of repositories by what they mean, and shows them without secrets. */
public final class RepositoryUrl {

    private RepositoryUrl() {}

    /** Whether both name the same repository of the same host, by whatever protocol and user. */
    public static boolean isSame(String one, String other) {
        return place(one).equals(place(other));
    }

    /** Fit for messages. */
    static String withoutUser(String url) {
        return url.strip().replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/@]*@", "$1");
    }

    /** The last part. */
    static String name(String url) {
        String place = place(url);
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /** Host and path. */
    static String place(String url) {
        String text = withoutUser(url);
        boolean scheme = text.contains("://");
        String rest = scheme
                ? text.substring(text.indexOf("://") + 3)
                : text.replaceFirst("^[^/@:]*@", "").replaceFirst(":/?", "/");
        int slash = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
        String host = rest.substring(0, slash).toLowerCase(Locale.ROOT);
        String path = rest.substring(slash).replaceFirst("(?<!/)/+$", "").replaceFirst("\\.git$", "");
        return (text.startsWith("ssh://") ? host.replaceFirst(":\\d+$", "") : host) + path;
    }
}
