package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import java.net.ProxySelector;
import java.time.Duration;

/**
 * A repository and how to reach it.
 *
 * @param url {@code https://}, {@code http://}, {@code ssh://} or {@code user@host:path}; a user and password in an HTTPS URL are
 *     used when {@code credentials} are anonymous
 * @param knownHosts lines of OpenSSH's {@code known_hosts}; for SSH a host that is not in it is refused
 * @param trust for HTTPS
 * @param proxies for HTTPS; null for none
 * @param timeout for each wait on the server
 */
public record GitRemote(
        String url,
        GitCredentials credentials,
        String knownHosts,
        TlsTrust trust,
        ProxySelector proxies,
        Duration timeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);

    /** Reached with the JVM's certificate authorities, no proxy, no known SSH host and the default time limit. */
    public static GitRemote of(String url, GitCredentials credentials) {
        return new GitRemote(url, credentials, "", TlsTrust.DEFAULT, null, DEFAULT_TIMEOUT);
    }

    public GitRemote withKnownHosts(String lines) {
        return new GitRemote(url, credentials, lines, trust, proxies, timeout);
    }

    public GitRemote withTrust(TlsTrust other) {
        return new GitRemote(url, credentials, knownHosts, other, proxies, timeout);
    }

    public GitRemote withTimeout(Duration other) {
        return new GitRemote(url, credentials, knownHosts, trust, proxies, other);
    }

    @Override
    public String toString() {
        return GitAddress.of(this).shown();
    }
}
