package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.OpenPgpCommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.SshCommitSigner;
import java.net.URI;
import java.util.List;

/**
 * Finds credentials by their ID and turns them into what the engine logs in with. It looks where the build, the job or the
 * folder it is made for may look, no further, and records each use there.
 *
 * <p>Every method throws {@link io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException} when there are no such
 * credentials, when their domain does not cover the address, or when they are of a kind that will not do.
 */
public final class CredentialResolver {

    private final CredentialContext context;

    private CredentialResolver(CredentialContext context) {
        this.context = context;
    }

    /** For a build; an ID may be the name of a credentials parameter of it. */
    public static CredentialResolver of(Run<?, ?> run) {
        return new CredentialResolver(new CredentialContext.OfRun(run));
    }

    /** For a job outside its builds, as when it is polled, or for a folder. */
    public static CredentialResolver of(Item item) {
        return new CredentialResolver(new CredentialContext.OfItem(item));
    }

    /** For what belongs to no job and only an administrator can set up, such as the secret of a webhook. */
    public static CredentialResolver ofJenkins() {
        return new CredentialResolver(new CredentialContext.OfJenkins());
    }

    /** From a user name and password, a secret text or a secret file, see {@link RegistryLogins}. */
    public RegistryLogin registryLogin(String id, RegistryEndpoint endpoint) {
        return registryLogin(CredentialRef.of(id), endpoint);
    }

    /** The same for a name that may be an annotation's. */
    public RegistryLogin registryLogin(CredentialRef name, RegistryEndpoint endpoint) {
        return registryLogin(name, endpoint, "");
    }

    /** @param repository in the registry, for which a Docker configuration may have a login of its own; empty for any */
    public RegistryLogin registryLogin(CredentialRef name, RegistryEndpoint endpoint, String repository) {
        CredentialRequest need = new CredentialRequest(
                name.id(),
                Messages.CredentialResolver_registry(endpoint.host()),
                ServerAddress.ofWeb(endpoint.api().toString(), Messages.CredentialResolver_registry(endpoint.host())),
                Messages.CredentialResolver_registry_kinds());
        return RegistryLogins.of(find(need, name.bound()), need, endpoint, repository);
    }

    /** With the credentials of the registry's configuration; anonymous without. */
    public RegistryLogin loginOf(RegistryEndpoint endpoint) {
        return loginOf(endpoint, "");
    }

    /** @param repository in the registry; empty for any */
    public RegistryLogin loginOf(RegistryEndpoint endpoint, String repository) {
        return endpoint.credentials().isEmpty()
                ? RegistryLogin.ANONYMOUS
                : registryLogin(CredentialRef.of(endpoint.credentials()), endpoint, repository);
    }

    /** From a secret text, which is a token, or from a user name and password. */
    public ArgoCdCredentials argoCd(String id, URI server) {
        ServerAddress address =
                ServerAddress.ofWeb(server.toString(), Messages.CredentialErrors_none_attempted("Argo CD"));
        CredentialRequest need = new CredentialRequest(
                id,
                Messages.CredentialResolver_argoCd(address.authority()),
                address,
                Messages.CredentialResolver_argoCd_kinds());
        StandardCredentials found = find(need);
        CredentialContent content = new CredentialContent(found, need);
        return content.userPassword()
                .<ArgoCdCredentials>map(pair -> new ArgoCdCredentials.UserPassword(pair.user(), pair.password()))
                .orElseGet(
                        () -> new ArgoCdCredentials.Token(content.secretText().strip()));
    }

    /** From a user name and password, from a secret text, which is a token, or from an SSH key. */
    public GitCredentials git(String id, ServerAddress repository) {
        return git(CredentialRef.of(id), repository);
    }

    /** The same for a name that may be an annotation's. */
    public GitCredentials git(CredentialRef name, ServerAddress repository) {
        CredentialRequest need = new CredentialRequest(
                name.id(),
                Messages.CredentialResolver_git(repository),
                repository,
                Messages.CredentialResolver_git_kinds());
        CredentialContent content = new CredentialContent(find(need, name.bound()), need);
        return content.userPassword()
                .<GitCredentials>map(pair -> new GitCredentials.UserPassword(pair.user(), pair.password()))
                .or(content::sshKey)
                .orElseGet(() -> new GitCredentials.Token(content.secretText().strip()));
    }

    /**
     * From a secret file or a secret text with an armoured private key.
     *
     * @param passphraseId of a secret text; empty for a key without a passphrase
     * @param keyId which key signs; empty for the first that can
     */
    public CommitSigner openPgpSigner(String id, String passphraseId, String keyId) {
        CredentialRequest need = signing(id, Messages.CredentialResolver_signing_openPgpKinds());
        String passphrase = passphraseId.isEmpty()
                ? ""
                : secretText(passphraseId, Messages.CredentialResolver_signing_passphrase());
        return new OpenPgpCommitSigner(new CredentialContent(find(need), need).fileOrText(), passphrase, keyId);
    }

    /** From an SSH user name with private key. */
    public CommitSigner sshSigner(String id) {
        CredentialRequest need = signing(id, Messages.CredentialResolver_signing_sshKinds());
        CredentialContent content = new CredentialContent(find(need), need);
        GitCredentials.SshKey key = content.sshKey().orElseThrow(content::wrongKind);
        return new SshCommitSigner(key.privateKey(), key.passphrase());
    }

    private static CredentialRequest signing(String id, String kinds) {
        return new CredentialRequest(id, Messages.CredentialResolver_signing(), null, kinds);
    }

    /**
     * The content of a secret text.
     *
     * @param purpose what it is for, for messages, such as {@code webhook 'hub'}
     */
    public String secretText(String id, String purpose) {
        CredentialRequest need = new CredentialRequest(id, purpose, null, Messages.CredentialResolver_secretText());
        return new CredentialContent(find(need), need).secretText();
    }

    /** @param bound whether credentials that any server would get are refused */
    private StandardCredentials find(CredentialRequest need, boolean bound) {
        if (bound && context.find(need.id(), need.requirementsElsewhere()) != null) {
            throw CredentialErrors.unbound(need);
        }
        return find(need);
    }

    private StandardCredentials find(CredentialRequest need) {
        if (need.id().isBlank()) {
            throw CredentialErrors.none(need);
        }
        StandardCredentials found = context.find(need.id(), need.requirements());
        if (found == null) {
            boolean elsewhere = need.server() != null && context.find(need.id(), List.of()) != null;
            throw elsewhere ? CredentialErrors.otherDomain(need) : CredentialErrors.missing(need, context);
        }
        context.track(found);
        return found;
    }
}
