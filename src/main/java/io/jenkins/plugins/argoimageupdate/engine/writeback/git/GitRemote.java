package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
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
 * @param metrics count the requests
 */
public record GitRemote(
        String url,
        GitCredentials credentials,
        String knownHosts,
        TlsTrust trust,
        HttpProxies proxies,
        Duration timeout,
        RequestMetrics metrics) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);

    /** One whose requests nobody counts. */
    public GitRemote(
            String url,
            GitCredentials credentials,
            String knownHosts,
            TlsTrust trust,
            HttpProxies proxies,
            Duration timeout) {
        this(url, credentials, knownHosts, trust, proxies, timeout, new RequestMetrics());
    }

    /** Reached with the JVM's certificate authorities, no proxy, no known SSH host and the default time limit. */
    public static GitRemote of(String url, GitCredentials credentials) {
        return new GitRemote(url, credentials, "", TlsTrust.DEFAULT, null, DEFAULT_TIMEOUT);
    }

    public GitRemote withKnownHosts(String lines) {
        return new GitRemote(url, credentials, lines, trust, proxies, timeout, metrics);
    }

    public GitRemote withTrust(TlsTrust other) {
        return new GitRemote(url, credentials, knownHosts, other, proxies, timeout, metrics);
    }

    public GitRemote withTimeout(Duration other) {
        return new GitRemote(url, credentials, knownHosts, trust, proxies, other, metrics);
    }

    /** The same, whose requests count for {@code other} besides. */
    public GitRemote counting(RequestMetrics other) {
        return new GitRemote(url, credentials, knownHosts, trust, proxies, timeout, new RequestMetrics(metrics, other));
    }

    @Override
    public String toString() {
        return GitAddress.of(this).shown();
    }
}
