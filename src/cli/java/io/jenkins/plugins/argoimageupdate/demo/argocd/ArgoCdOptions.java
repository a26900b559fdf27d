package io.jenkins.plugins.argoimageupdate.demo.argocd;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedArgoCd} is set up.
 *
 * @param rootPath as of {@code argocd-server --rootpath}; empty for none
 * @param token that is accepted
 * @param password of the account {@code admin}
 * @param sessionLifetime of a session that is created with the password
 * @param step how long each step of a sync and of a rollout takes
 * @param tls null for plain HTTP
 * @param policy what the token's account, {@code jenkins} then, may do, as Argo CD's {@code policy.csv}; empty for everything, as
 *     {@code admin}
 */
public record ArgoCdOptions(
        String rootPath,
        String token,
        String password,
        Duration sessionLifetime,
        Duration step,
        @Nullable SSLContext tls,
        String policy) {

    /** At the root, plain HTTP, sessions of a day, a rollout of a few seconds. */
    public static ArgoCdOptions of(String token, String password) {
        return new ArgoCdOptions("", token, password, Duration.ofDays(1), Duration.ofMillis(700), null, "");
    }

    public ArgoCdOptions withStep(Duration given) {
        return new ArgoCdOptions(rootPath, token, password, sessionLifetime, given, tls, policy);
    }

    public ArgoCdOptions withRootPath(String given) {
        return new ArgoCdOptions(given, token, password, sessionLifetime, step, tls, policy);
    }

    public ArgoCdOptions withTls(SSLContext given) {
        return new ArgoCdOptions(rootPath, token, password, sessionLifetime, step, given, policy);
    }

    public ArgoCdOptions withSessionLifetime(Duration given) {
        return new ArgoCdOptions(rootPath, token, password, given, step, tls, policy);
    }

    public ArgoCdOptions withPolicy(String given) {
        return new ArgoCdOptions(rootPath, token, password, sessionLifetime, step, tls, given);
    }
}
