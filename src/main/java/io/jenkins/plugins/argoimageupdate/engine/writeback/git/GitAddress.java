package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.eclipse.jgit.transport.URIish;

/** The URL of a repository, taken apart: what to connect to, what to show, and the credentials that apply. */
final class GitAddress {

    private final URIish uri;
    private final GitCredentials credentials;

    private GitAddress(URIish uri, GitCredentials credentials) {
        this.uri = uri;
        this.credentials = credentials;
    }

    /** @throws ConfigurationException if the URL is no URL of a kind that is allowed */
    static GitAddress of(GitRemote remote) {
        URIish parsed;
        try {
            parsed = new URIish(remote.url().strip());
        } catch (URISyntaxException e) {
            throw refused("it is not a URL");
        }
        if (parsed.getHost() == null
                || parsed.getPath() == null
                || parsed.getPath().isEmpty()) {
            throw refused("it names no host or no path");
        }
        if (parsed.getHost().startsWith("-") || parsed.getPath().startsWith(":")) {
            throw refused("it is not a URL");
        }
        String scheme = parsed.getScheme() == null ? "ssh" : parsed.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> web(parsed, remote.credentials());
            case "ssh" -> ssh(parsed, remote.credentials());
            default -> throw refused(scheme + " is not allowed");
        };
    }

    private static GitAddress web(URIish parsed, GitCredentials given) {
        if (given instanceof GitCredentials.SshKey) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "reach " + bare(parsed),
                    "an SSH key cannot log in over HTTP",
                    "Give a user name and a password or token, or use the repository's SSH URL");
        }
        if (given instanceof GitCredentials.Token token) {
            return new GitAddress(bare(parsed), token.at(parsed.getHost()));
        }
        boolean inUrl = parsed.getUser() != null && given instanceof GitCredentials.Anonymous;
        GitCredentials used = inUrl
                ? new GitCredentials.UserPassword(parsed.getUser(), parsed.getPass() == null ? "" : parsed.getPass())
                : given;
        return new GitAddress(bare(parsed), used);
    }

    private static GitAddress ssh(URIish parsed, GitCredentials given) {
        if (given instanceof GitCredentials.UserPassword || given instanceof GitCredentials.Token) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "reach " + bare(parsed),
                    "a password or token cannot log in over SSH",
                    "Give an SSH key, or use the repository's HTTPS URL");
        }
        String user =
                given instanceof GitCredentials.SshKey key && !key.user().isEmpty() ? key.user() : parsed.getUser();
        return new GitAddress(bare(parsed).setUser(user == null ? "git" : user), given);
    }

    private static URIish bare(URIish uri) {
        return uri.setUser(null).setPass(null);
    }

    private static ConfigurationException refused(String why) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the URL of a Git repository",
                why,
                "Use https://host/path, ssh://git@host/path or git@host:path");
    }

    /** Without user (for HTTP) and password. */
    URIish uri() {
        return uri;
    }

    GitCredentials credentials() {
        return credentials;
    }

    boolean isSsh() {
        return !isWeb();
    }

    private boolean isWeb() {
        return uri.getScheme() != null
                && uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
    }

    String host() {
        return uri.getHost();
    }

    /** The HTTP server. */
    Origin origin() {
        return Origin.of(URI.create(uri.getScheme() + "://" + hostAndPort() + "/"));
    }

    /** The SSH port. */
    int sshPort() {
        return uri.getPort() > 0 ? uri.getPort() : 22;
    }

    /** Host, with the port if one is given. */
    String hostAndPort() {
        return uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
    }

    /** Fit for messages: no user, no password. */
    String shown() {
        return bare(uri).toString();
    }
}
