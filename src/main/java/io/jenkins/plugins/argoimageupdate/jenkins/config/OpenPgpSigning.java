package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Commits are signed with an OpenPGP key. */
public final class OpenPgpSigning extends SigningConfig {

    private final String credentialsId;
    private String passphraseCredentialsId = "";
    private String keyId = "";

    /** @param credentialsId of a secret file or text with an armoured private key */
    @DataBoundConstructor
    public OpenPgpSigning(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    public String getPassphraseCredentialsId() {
        return passphraseCredentialsId;
    }

    /** @param passphraseCredentialsId of a secret text; empty for a key without a passphrase */
    @DataBoundSetter
    public void setPassphraseCredentialsId(String passphraseCredentialsId) {
        this.passphraseCredentialsId = Util.fixNull(passphraseCredentialsId);
    }

    public String getKeyId() {
        return keyId;
    }

    /** @param keyId which of several keys to sign with; empty for the first that can sign */
    @DataBoundSetter
    public void setKeyId(String keyId) {
        this.keyId = Util.fixNull(keyId).strip();
    }

    @Override
    Optional<String> problem() {
        return keyProblem(credentialsId);
    }

    private static Optional<String> keyProblem(String credentialsId) {
        return credentialsId.isBlank() ? Optional.of(Messages.OpenPgpSigning_noKey()) : Optional.empty();
    }

    @Override
    public Optional<CommitSigner> toSigner(CredentialResolver resolver) {
        return Optional.of(resolver.openPgpSigner(credentialsId, passphraseCredentialsId, keyId));
    }

    @Extension
    @Symbol("openPgp")
    public static final class DescriptorImpl extends SigningDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.OpenPgpSigning_displayName();
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value, text -> keyProblem(text).map(FormValidation::error).orElseGet(() -> keys().check(text)));
        }

        @POST
        public FormValidation doCheckPassphraseCredentialsId(@QueryParameter String value) {
            return texts().check(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return keys().list(credentialsId);
        }

        @POST
        public ListBoxModel doFillPassphraseCredentialsIdItems(@QueryParameter String passphraseCredentialsId) {
            return texts().list(passphraseCredentialsId);
        }

        private static CredentialChoices keys() {
            return CredentialChoices.of(null, "", List.of(FileCredentials.class, StringCredentials.class));
        }

        private static CredentialChoices texts() {
            return CredentialChoices.of(null, "", List.of(StringCredentials.class));
        }
    }
}
