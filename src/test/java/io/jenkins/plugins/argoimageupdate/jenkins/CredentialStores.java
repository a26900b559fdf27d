package io.jenkins.plugins.argoimageupdate.jenkins;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.ModelObject;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Credentials for tests, and the places to put them. */
public final class CredentialStores {

    private CredentialStores() {}

    public static void addToJenkins(Credentials credentials) throws IOException {
        storeOf(Jenkins.get()).addCredentials(Domain.global(), credentials);
    }

    public static void addToJenkins(Domain domain, Credentials credentials) throws IOException {
        storeOf(Jenkins.get()).addDomain(domain, credentials);
    }

    public static void addTo(Folder folder, Credentials credentials) throws IOException {
        storeOf(folder).addCredentials(Domain.global(), credentials);
    }

    private static CredentialsStore storeOf(ModelObject place) {
        for (CredentialsStore store : CredentialsProvider.lookupStores(place)) {
            if (store.getContext() == place) {
                return store;
            }
        }
        throw new IllegalStateException("no store of credentials in " + place);
    }

    public static Credentials userPassword(String id, String user, String password) {
        return userPassword(CredentialsScope.GLOBAL, id, user, password);
    }

    public static Credentials userPassword(CredentialsScope scope, String id, String user, String password) {
        try {
            return new UsernamePasswordCredentialsImpl(scope, id, "", user, password);
        } catch (Descriptor.FormException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Credentials text(String id, String secret) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(secret));
    }

    public static Credentials file(String id, String content) {
        return new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                id,
                "",
                "file",
                SecretBytes.fromBytes(content.getBytes(StandardCharsets.UTF_8)));
    }

    public static Credentials sshKey(String id, String user, String privateKey, String passphrase) {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL, id, user, new DirectEntryPrivateKeySource(privateKey), passphrase, "");
    }
}
