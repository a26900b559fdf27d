package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a proxy as a variable of the environment has it: {@code [http://][user[:password]@]host[:port]}. It is read by hand, as
 * host names here may have underscores, and passwords signs that are encoded for no address, as curl takes them.
 */
record ProxyAddress(String variable, String host, int port, Optional<ProxyLogin> login) {

    private static final int USUAL_PORT = 80;
    private static final int MOST_PORT = 65_535;
    private static final int LONGEST_HOST = 255;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]++");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]++(%[A-Za-z0-9._-]++)?\\]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SOCKS = Pattern.compile("socks[45]?[ah]?");

    /**
     * Reads an address.
     *
     * @param variable that it is the value of, for the message
     * @throws ConfigurationException if it is none; the message has nothing of the login
     */
    static ProxyAddress read(String text, String variable) {
        String stripped = text.strip();
        int schemeEnd = stripped.indexOf("://");
        String scheme =
                schemeEnd < 0 ? "http" : stripped.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw unusable(
                    variable,
                    "a proxy that is itself reached over TLS is not supported, only one reached over plain HTTP");
        }
        if (!scheme.equals("http")) {
            throw unusable(
                    variable,
                    SOCKS.matcher(scheme).matches()
                            ? "a proxy of the kind " + scheme + " is not supported, only one of HTTP"
                            : "it does not begin with http://");
        }
        String rest = schemeEnd < 0 ? stripped : stripped.substring(schemeEnd + 3);
        int at = rest.lastIndexOf('@');
        String place = rest.substring(at + 1).split("[/?#]", 2)[0];
        int colon = place.lastIndexOf(':');
        boolean hasPort = colon > place.lastIndexOf(']');
        String host = hasPort ? place.substring(0, colon) : place;
        if (!isHost(host)) {
            throw unusable(variable, "it has no valid host name");
        }
        return new ProxyAddress(
                variable,
                host,
                hasPort ? port(place.substring(colon + 1), variable) : USUAL_PORT,
                at < 0 ? Optional.empty() : Optional.of(login(rest.substring(0, at))));
    }

    /**
     * Where it is. Java's client takes no name with an underscore, so that such a one is looked up here.
     *
     * @throws ConfigurationException if the name has an underscore and is not known
     */
    InetSocketAddress socket() {
        if (host.indexOf('_') < 0) {
            return new InetSocketAddress(host, port);
        }
        try {
            return unnamed(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw unusable(variable, "host " + host + " is unknown");
        }
    }

    /** A socket address whose host is its number. */
    static InetSocketAddress unnamed(InetAddress address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(address.getAddress()), port);
    }

    private static boolean isHost(String host) {
        return host.length() <= LONGEST_HOST
                && (host.startsWith("[")
                        ? IPV6.matcher(host).matches()
                        : NAME.matcher(host).matches());
    }

    private static int port(String text, String variable) {
        int port = text.isEmpty() ? USUAL_PORT : PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port == 0 || port > MOST_PORT) {
            throw unusable(variable, "its port is none");
        }
        return port;
    }

    private static ProxyLogin login(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new ProxyLogin(decoded(text), "")
                : new ProxyLogin(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
    }

    /** A percent sign that begins no escape is one. */
    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                decoded.write(high * 16 + low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static ConfigurationException unusable(String variable, String why) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "use the proxy of the environment variable " + variable,
                why,
                "Set it to http://host:port or http://user:password@host:port, with '@', ':' and '/' of the login encoded as in"
                        + " %40, or unset it");
    }

    /** Without login. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
