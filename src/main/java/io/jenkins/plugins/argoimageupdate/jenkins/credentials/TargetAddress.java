package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in the one form that allow-lists compare.
 *
 * @param scheme empty for an image
 * @param host in lower case, with a port if it is not the scheme's usual one
 * @param path without a slash at either end and without {@code .git}
 */
record TargetAddress(String scheme, String host, String path) {

    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/@?#\\\\]*@)?([A-Za-z0-9._:\\[\\]-]+)(/.*)?");
    private static final Pattern SCP = Pattern.compile("(?:[^/@:?#\\\\]+@)?([A-Za-z0-9._-]+):(?!//)(.*)");
    private static final Pattern DEFAULT_PORT = Pattern.compile("https:443|http:80|ssh:22");

    /** @param registry host, or host and a part of the path */
    static TargetAddress ofImage(String registry, String repository) {
        int slash = registry.indexOf('/');
        String host = slash < 0 ? registry : registry.substring(0, slash);
        return new TargetAddress("", host.toLowerCase(Locale.ROOT), repository);
    }

    /** An address that is none comes out with an empty host, which no list allows. */
    static TargetAddress ofRepository(String url) {
        Matcher full = URL.matcher(url.strip());
        if (full.matches()) {
            String scheme = full.group(1).toLowerCase(Locale.ROOT);
            return new TargetAddress(scheme, host(scheme, full.group(2)), trimmed(full.group(3)));
        }
        Matcher scp = SCP.matcher(url.strip());
        return scp.matches()
                ? new TargetAddress("ssh", host("ssh", scp.group(1)), trimmed(scp.group(2)))
                : new TargetAddress("", "", "");
    }

    /** A glob as it is compared: no slash and no {@code .git} at its end, host in lower case. */
    static String normalGlob(String glob) {
        String text = glob.strip().replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        int host = text.contains("://") ? text.indexOf("://") + 3 : 0;
        int slash = text.indexOf('/', host);
        int end = slash < 0 ? text.length() : slash;
        return text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
    }

    /** Whether a server cannot take the path for another one than it looks like. */
    boolean isClear() {
        boolean plain = path.chars().allMatch(c -> c > ' ' && "%\\?#".indexOf(c) < 0);
        return plain
                && !host.isEmpty()
                && List.of(path.split("/")).stream()
                        .noneMatch(segment -> List.of("", ".", "..").contains(segment));
    }

    String withScheme() {
        return scheme + "://" + withoutScheme();
    }

    String withoutScheme() {
        return host + "/" + path;
    }

    @Override
    public String toString() {
        return scheme.isEmpty() ? withoutScheme() : withScheme();
    }

    private static String host(String scheme, String authority) {
        String host = authority.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        boolean usual = colon >= 0
                && DEFAULT_PORT.matcher(scheme + host.substring(colon)).matches();
        return usual ? host.substring(0, colon) : host;
    }

    private static String trimmed(String path) {
        return path == null
                ? ""
                : path.replaceFirst("^/+", "").replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }
}
