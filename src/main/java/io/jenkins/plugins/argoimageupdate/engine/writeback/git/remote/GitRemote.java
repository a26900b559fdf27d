package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A repository and how to reach it.
 *
 * @param address a user and password in it are used over HTTP when {@code credentials} are anonymous
 * @param knownHosts lines of OpenSSH's {@code known_hosts}; for SSH a host that is not in it is refused
 * @param trust for HTTPS
 * @param proxies for HTTPS; null for none
 * @param timeout for each wait on the server
 * @param metrics count the requests
 * @param redirects where servers may lead to
 */
public record GitRemote(
        ServerAddress address,
        GitCredentials credentials,
        String knownHosts,
        TlsTrust trust,
        @Nullable HttpProxies proxies,
        Duration timeout,
        RequestMetrics metrics,
        RedirectRule redirects) {

    public static final Duration DEFAULT_TIMEOUT = Budget.GIT_ANSWER.duration();

    /** One whose requests nobody counts, and whose redirects may lead anywhere. */
    public GitRemote(
            ServerAddress address,
            GitCredentials credentials,
            String knownHosts,
            TlsTrust trust,
            @Nullable HttpProxies proxies,
            Duration timeout) {
        this(address, credentials, knownHosts, trust, proxies, timeout, new RequestMetrics(), RedirectRule.ANYWHERE);
    }

    /**
     * Reached with the JVM's certificate authorities, no proxy, no known SSH host and the default time limit.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException see {@link ServerAddress#ofRepository}
     */
    public static GitRemote of(String url, GitCredentials credentials) {
        return new GitRemote(ServerAddress.ofRepository(url), credentials, "", TlsTrust.DEFAULT, null, DEFAULT_TIMEOUT);
    }

    /** The same with these lines of a {@code known_hosts} file, which SSH needs. */
    public GitRemote withKnownHosts(String lines) {
        return new GitRemote(address, credentials, lines, trust, proxies, timeout, metrics, redirects);
    }

    /** The same, whose server may have a certificate of other authorities; for HTTPS alone. */
    public GitRemote withTrust(TlsTrust other) {
        return new GitRemote(address, credentials, knownHosts, other, proxies, timeout, metrics, redirects);
    }

    /** The same with another time that the server has for an answer. */
    public GitRemote withTimeout(Duration other) {
        return new GitRemote(address, credentials, knownHosts, trust, proxies, other, metrics, redirects);
    }

    /** The same, whose requests count for {@code other} besides. */
    public GitRemote counting(RequestMetrics other) {
        return new GitRemote(
                address,
                credentials,
                knownHosts,
                trust,
                proxies,
                timeout,
                new RequestMetrics(metrics, other),
                redirects);
    }

    /** The same, whose servers lead to no other places than the rule allows. */
    public GitRemote withRedirects(RedirectRule rule) {
        return new GitRemote(address, credentials, knownHosts, trust, proxies, timeout, metrics, rule);
    }

    /** The address without login. */
    @Override
    public String toString() {
        return address.toString();
    }
}
