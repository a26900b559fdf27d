package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password for a proxy. */
public record ProxyLogin(String user, String password) {

    /** The value of {@code Proxy-Authorization}. */
    public String header() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** For {@code java.net.HttpURLConnection}; it tells proxies alone. */
    public Authenticator toAuthenticator() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(user, password.toCharArray())
                        : null;
            }
        };
    }

    @Override
    public String toString() {
        return "user " + user;
    }
}
