package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import java.util.Objects;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Gives user name and password to the server they are for, and to no other that a redirect may lead to. */
public final class OriginCredentials extends CredentialsProvider {

    private final URIish origin;
    private final GitCredentials credentials;

    public OriginCredentials(GitAddress address) {
        this.origin = address.uri();
        this.credentials = address.credentials();
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return credentials instanceof GitCredentials.UserPassword;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        boolean ours = Objects.equals(uri.getScheme(), origin.getScheme())
                && Objects.equals(uri.getHost(), origin.getHost())
                && uri.getPort() == origin.getPort();
        if (!ours || !supports(items)) {
            return false;
        }
        GitCredentials.UserPassword login = (GitCredentials.UserPassword) credentials;
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(login.user());
            } else {
                ((CredentialItem.Password) item).setValue(login.password().toCharArray());
            }
        }
        return true;
    }
}
