package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import java.net.URISyntaxException;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** The address of a repository as JGit takes it, and the credentials that apply there. */
public final class GitAddress {

    private final ServerAddress address;
    private final URIish uri;
    private final GitCredentials credentials;

    private GitAddress(ServerAddress address, URIish uri, GitCredentials credentials) {
        this.address = address;
        this.uri = uri;
        this.credentials = credentials;
    }

    /** @throws ConfigurationException if the credentials are of a kind that does not go with the address */
    public static GitAddress of(GitRemote remote) {
        ServerAddress address = remote.address();
        return address.isWeb() ? web(address, remote.credentials()) : ssh(address, remote.credentials());
    }

    private static GitAddress web(ServerAddress address, GitCredentials given) {
        if (given instanceof GitCredentials.SshKey) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "reach " + address,
                    "an SSH key cannot log in over HTTP",
                    "Give a user name and a password or token, or use the repository's SSH URL");
        }
        if (given instanceof GitCredentials.Token token) {
            return new GitAddress(address, bare(address), token.at(address.host()));
        }
        boolean inUrl = !address.login().isEmpty() && given instanceof GitCredentials.Anonymous;
        return new GitAddress(address, bare(address), inUrl ? login(address) : given);
    }

    private static GitAddress ssh(ServerAddress address, GitCredentials given) {
        if (given instanceof GitCredentials.UserPassword || given instanceof GitCredentials.Token) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "reach " + address,
                    "a password or token cannot log in over SSH",
                    "Give an SSH key, or use the repository's HTTPS URL");
        }
        String written = login(address).user();
        String user = given instanceof GitCredentials.SshKey key && !key.user().isEmpty() ? key.user() : written;
        return new GitAddress(address, bare(address).setUser(user.isEmpty() ? "git" : user), given);
    }

    private static GitCredentials.UserPassword login(ServerAddress address) {
        if (address.login().isEmpty()) {
            return new GitCredentials.UserPassword("", "");
        }
        URIish written = parsed(address.scheme() + "://" + address.login() + "@" + address.authority() + "/");
        String password = written.getPass();
        return new GitCredentials.UserPassword(
                written.getUser() == null ? "" : written.getUser(), password == null ? "" : password);
    }

    /** Without user and password. */
    private static URIish bare(ServerAddress address) {
        URIish uri = address.isShort()
                ? new URIish().setHost(address.host()).setPath(address.path())
                : parsed(address.toString());
        if (!address.host().equals(uri.getHost())) {
            throw unreadable(null);
        }
        return uri;
    }

    private static URIish parsed(String url) {
        try {
            return new URIish(url);
        } catch (URISyntaxException e) {
            throw unreadable(e);
        }
    }

    private static ConfigurationException unreadable(@Nullable URISyntaxException cause) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the URL of a Git repository",
                "it can be read in more than one way",
                "Write it as https://host/path, ssh://git@host/path or git@host:path",
                cause);
    }

    /** Without user (for HTTP) and password. */
    public URIish uri() {
        return uri;
    }

    /** The user and password of the URL itself; both are empty where it has none. */
    public GitCredentials credentials() {
        return credentials;
    }

    /** Whether it is reached by SSH, and not by HTTP or HTTPS. */
    public boolean isSsh() {
        return !address.isWeb();
    }

    /** The server's name or IP address, without port. */
    public String host() {
        return address.host();
    }

    /** The HTTP server. */
    Origin origin() {
        return Origin.of(address.toUri());
    }

    /** The SSH port. */
    int sshPort() {
        return address.port();
    }

    /** Host, with the port if it is not the usual one. */
    public String hostAndPort() {
        return address.authority();
    }

    /** Fit for messages: no user, no password. */
    public String shown() {
        return address.toString();
    }
}
