package io.jenkins.plugins.argoimageupdate.engine.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Compares URLs of repositories by what they mean, and shows them without secrets. */
public final class RepositoryUrl {

    private RepositoryUrl() {}

    /** Whether both name the same repository of the same host, by whatever protocol and user. */
    public static boolean isSame(String one, String other) {
        return one.equals(other) || place(one).equals(place(other));
    }

    /** Fit for messages. Of what is no URL everything before the last {@code @} goes, as it may be a part of a password. */
    public static String withoutUser(String url) {
        String text = url.strip();
        int start = text.indexOf("://") + 3;
        int at = isUrl(text) ? text.substring(0, authorityEnd(text, start)).lastIndexOf('@') : text.lastIndexOf('@');
        return start < 3 || at < start ? text : text.substring(0, start) + text.substring(at + 1);
    }

    private static int authorityEnd(String text, int start) {
        int slash = text.indexOf('/', start);
        return slash < 0 ? text.length() : slash;
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The last part. */
    public static String name(String url) {
        String place = place(url);
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /** Host and path. */
    public static String place(String url) {
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
