package io.jenkins.plugins.argoimageupdate.jenkins.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
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
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Commits are signed with an SSH key. */
public final class SshSigning extends SigningConfig {

    private final String credentialsId;

    @DataBoundConstructor
    public SshSigning(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @Override
    Optional<String> problem() {
        return keyProblem(credentialsId);
    }

    private static Optional<String> keyProblem(String credentialsId) {
        return credentialsId.isBlank() ? Optional.of(Messages.SshSigning_noKey()) : Optional.empty();
    }

    @Override
    public Optional<CommitSigner> toSigner(CredentialResolver resolver) {
        return Optional.of(resolver.sshSigner(credentialsId));
    }

    @Extension
    @Symbol("ssh")
    public static final class DescriptorImpl extends SigningDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SshSigning_displayName();
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value, text -> keyProblem(text).map(FormValidation::error).orElseGet(() -> keys().check(text)));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return keys().list(credentialsId);
        }

        private static CredentialChoices keys() {
            return CredentialChoices.of(null, "", List.of(SSHUserPrivateKey.class));
        }
    }
}
