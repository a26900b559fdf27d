package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.net.URI;

/**
 * A repository at a host with an API.
 *
 * @param server scheme, host and port
 * @param path without a slash at either end and without {@code .git}
 */
record HostedRepository(GitRemote remote, URI server, String path, String token) {

    static HostedRepository of(GitRemote remote) {
        ServerAddress address = remote.address();
        if (!address.isWeb()) {
            throw unusable(remote, "its URL is no https URL", "Use the repository's HTTPS URL, with a token");
        }
        String path = address.place();
        if (!path.contains("/")) {
            throw unusable(remote, "its path names no owner and repository", "Check the repository's URL");
        }
        URI server = URI.create(address.scheme() + "://" + address.authority());
        return new HostedRepository(remote, server, path, token(remote, remote.credentials()));
    }

    private static String token(GitRemote remote, GitCredentials credentials) {
        if (credentials instanceof GitCredentials.Token token) {
            return token.token();
        }
        if (credentials instanceof GitCredentials.UserPassword login) {
            return login.password();
        }
        throw unusable(
                remote,
                credentials instanceof GitCredentials.SshKey
                        ? "an SSH key cannot log in to the host's API"
                        : "no credentials are given",
                "Give a token that may push and open pull requests");
    }

    private static ConfigurationException unusable(GitRemote remote, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "open a pull request in " + remote, answer, advice);
    }

    String host() {
        return server.getHost();
    }

    /** {@code https://api.github.com}, or that of GitHub Enterprise. */
    JsonApi gitHub() {
        boolean cloud = host().equals("github.com") || host().endsWith(".ghe.com");
        return new JsonApi("GitHub", URI.create(cloud ? "https://api." + host() : server + "/api/v3"), this);
    }

    JsonApi gitLab() {
        return new JsonApi("GitLab", URI.create(server + "/api/v4"), this);
    }

    @Override
    public String toString() {
        return remote.toString();
    }
}
