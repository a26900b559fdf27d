package io.jenkins.plugins.argoimageupdate.engine.http.address;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a registry, a Git repository or an Argo CD server, read once and strictly. Which credentials may be used, whether the
 * place is allowed, where the request goes and what messages show are all taken from it, never from the text that it was read from:
 * two readers of an odd text need not find the same host in it. What is not plain here is refused.
 *
 * <p>Host names are those of DNS (RFC 1123) or IP addresses in their usual form; a name in other letters has to be given in its
 * {@code xn--} form. Its text form has no login.
 *
 * @param scheme {@code http}, {@code https} or {@code ssh}
 * @param host in lower case; an IPv6 address in brackets
 * @param port the one that is connected to, also where none was written
 * @param path as written, still encoded: empty, or from a slash on; of a short address whatever comes after the colon
 * @param login user, and after a colon password, as written in the address and still encoded; empty for none
 * @param isShort whether it is written as {@code user@host:path}, which SSH alone knows: the path starts at the user's home
 */
public record ServerAddress(String scheme, String host, int port, String path, String login, boolean isShort) {

    /** In characters; longer ones are refused. */
    static final int LONGEST = Budget.ADDRESS.intValue();

    private static final int LONGEST_HOST = Budget.HOST.intValue();
    private static final int MOST_PORT = 65_535;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]++(?:-++[a-z0-9]++)*+(?:\\.[a-z0-9]++(?:-++[a-z0-9]++)*+)*+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]++|0x[0-9a-f]*+");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]++]");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]{0,20}");
    private static final int UNDECODABLE = 0xFFFD;
    private static final Set<Integer> INVISIBLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR,
            (int) Character.SURROGATE,
            (int) Character.UNASSIGNED);
    private static final Pattern LOGIN = Pattern.compile("(?!:)[\\x21-\\x7e&&[^@/\\\\?#\\[\\]]]*+");
    private static final Pattern SHORT_LOGIN = Pattern.compile("[A-Za-z0-9_.+~][A-Za-z0-9_.+~-]*+");

    /** @throws IllegalArgumentException if a part cannot be one of an address */
    public ServerAddress {
        boolean sound = usualPort(scheme) > 0 && isHost(host) && port > 0 && port <= MOST_PORT && isPlain(path);
        if (!sound || isShort && !scheme.equals("ssh") || !LOGIN.matcher(login).matches()) {
            throw new IllegalArgumentException("no address of a server");
        }
    }

    /**
     * The address of a registry or an Argo CD server: {@code https://host}, with port and path where there are any.
     *
     * @param attempted what needs it, for the message
     * @throws ConfigurationException if it is no http or https address, or has a user, a query or a fragment
     */
    public static ServerAddress ofWeb(String text, String attempted) {
        try {
            ServerAddress address = read(text);
            if (address.isWeb() && address.login().isEmpty()) {
                return address;
            }
        } catch (Unusable e) {
            // refused below; the text is not repeated, as it may hold a password
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                attempted,
                "its address cannot be used",
                "Enter https://host, with a port and a path if needed, without user, query and fragment");
    }

    /**
     * The address of what several Git repositories are below: that of a server, or of one with the beginning of a path.
     *
     * @throws ConfigurationException if it is none
     */
    public static ServerAddress ofRepositories(String text) {
        try {
            return read(text);
        } catch (Unusable e) {
            throw unusable(e);
        }
    }

    /**
     * The address of a Git repository.
     *
     * @param text {@code https://host/path}, {@code http://host/path}, {@code ssh://user@host/path} or {@code user@host:path}
     * @throws ConfigurationException if it is none
     */
    public static ServerAddress ofRepository(String text) {
        try {
            ServerAddress address = read(text);
            if (address.path().isEmpty()) {
                throw new Unusable("it names no path");
            }
            return address;
        } catch (Unusable e) {
            throw unusable(e);
        }
    }

    private static ConfigurationException unusable(Unusable why) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the URL of a Git repository",
                why.getMessage(),
                "Use https://host/path, ssh://git@host/path or git@host:path, with special characters encoded as in %20 and"
                        + " the host in ASCII");
    }

    /** Whether an address that a server gave names a server as plainly as is asked of those that people write. */
    public static boolean isIn(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return usualPort(scheme) > 0
                && uri.getHost() != null
                && isHost(uri.getHost().toLowerCase(Locale.ROOT))
                && uri.getPort() != 0
                && uri.getPort() <= MOST_PORT;
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    private static ServerAddress read(String text) throws Unusable {
        String stripped = text.strip();
        if (stripped.length() > LONGEST) {
            throw new Unusable("it has more than " + LONGEST + " characters");
        }
        int end = stripped.indexOf("://");
        if (end < 0) {
            return shortForm(stripped);
        }
        String scheme = stripped.substring(0, end).toLowerCase(Locale.ROOT);
        if (usualPort(scheme) == 0) {
            throw new Unusable(SCHEME.matcher(scheme).matches() ? scheme + " is not allowed" : "it is not a URL");
        }
        return url(scheme, stripped);
    }

    private static ServerAddress url(String scheme, String text) throws Unusable {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new Unusable("it is not a URL");
        }
        String authority = String.valueOf(uri.getRawAuthority());
        if (uri.getHost() == null || authority.endsWith(":") || authority.startsWith("@")) {
            throw new Unusable("it has no valid host name");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Unusable("it has a query or a fragment");
        }
        int port = uri.getPort() < 0 ? usualPort(scheme) : uri.getPort();
        String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        if (!isPlain(uri.getPath())) {
            throw new Unusable("its path is not plain");
        }
        return checked(scheme, uri.getHost(), port, uri.getRawPath(), login, false);
    }

    /** One letter before the colon is a drive, not a host. */
    private static ServerAddress shortForm(String text) throws Unusable {
        int colon = text.indexOf(':');
        int at = text.lastIndexOf('@', Math.max(0, colon));
        String login = colon < 0 || at < 0 ? "" : text.substring(0, at);
        if (colon - at < 3
                || at == 0
                || !login.isEmpty() && !SHORT_LOGIN.matcher(login).matches()) {
            throw new Unusable("it names no host or no path");
        }
        String path = text.substring(colon + 1);
        boolean odd = path.startsWith("-") || path.startsWith("//") || usualPort(text.substring(at + 1, colon)) > 0;
        if (odd || path.chars().anyMatch(c -> c <= ' ' || c == ':' || c == '@')) {
            throw new Unusable("it is not a URL");
        }
        return checked("ssh", text.substring(at + 1, colon), usualPort("ssh"), path, login, true);
    }

    private static ServerAddress checked(
            String scheme, String host, int port, String path, String login, boolean isShort) throws Unusable {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!isHost(lower)) {
            throw new Unusable("it has no valid host name");
        }
        if (port <= 0 || port > MOST_PORT) {
            throw new Unusable("its port is none");
        }
        if (!LOGIN.matcher(login).matches() || !isPlain(path)) {
            throw new Unusable("it is not a URL");
        }
        return new ServerAddress(scheme, lower, port, path, login, isShort);
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return IPV6.matcher(host).matches();
        }
        boolean number =
                NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
        return host.length() <= LONGEST_HOST
                && NAME.matcher(host).matches()
                && (!number || IPV4.matcher(host).matches());
    }

    /** Whether nobody can take a path for another one: no {@code ..}, no backslash, no second address, and nothing that does not show. */
    private static boolean isPlain(String path) {
        boolean visible = path.codePoints()
                .noneMatch(c -> c == '\\' || c == UNDECODABLE || INVISIBLE.contains(Character.getType(c)));
        return visible
                && !path.contains("://")
                && List.of(path.split("/", -1)).stream().noneMatch(part -> part.equals(".") || part.equals(".."));
    }

    private static int usualPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            case "ssh" -> 22;
            default -> 0;
        };
    }

    /** Whether it is reached by HTTP. */
    public boolean isWeb() {
        return !scheme.equals("ssh");
    }

    /** Host, with the port unless it is the usual one of the scheme. */
    public String authority() {
        return port == usualPort(scheme) ? host : host + ":" + port;
    }

    /** Without login, as a request takes it. Not for short addresses. */
    public URI toUri() {
        return URI.create(scheme + "://" + authority() + path);
    }

    /** The path without a slash at either end and without {@code .git}, as places are compared. */
    public String place() {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        String bare = path.substring(start, end);
        return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
    }

    /** Whether another address is the same or one below: of the same scheme and server, with a path that begins with the whole of this. */
    public boolean covers(ServerAddress other) {
        boolean same = scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
        String below = place().isEmpty() ? "" : place() + "/";
        return same && (other.place().equals(place()) || other.place().startsWith(below));
    }

    /** Without login. */
    @Override
    public String toString() {
        return isShort ? host + ":" + path : scheme + "://" + authority() + path;
    }
}
