package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.SecretMappings;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which credentials of Jenkins stand for a source of credentials that annotations name. */
public final class PullSecretMapping implements Describable<PullSecretMapping> {

    private final String source;
    private final String credentialsId;
    private String onlyFor = "";

    /**
     * @param source as written in annotations, such as {@code pullsecret:argocd/dockerhub}
     * @throws IllegalArgumentException if no annotation can say it
     */
    @DataBoundConstructor
    public PullSecretMapping(String source, String credentialsId) {
        this.source = Util.fixNull(source).strip();
        entry().refuse("source", sourceProblem(this.source));
        this.credentialsId = Util.fixNull(credentialsId);
    }

    public String getSource() {
        return source;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** A glob on the registry or Git repository that gets them, never a malformed one; empty for any. */
    public String getOnlyFor() {
        return Util.fixNull(onlyFor);
    }

    @DataBoundSetter
    public void setOnlyFor(String onlyFor) {
        String wanted = Util.fixNull(onlyFor).strip();
        entry().refuse("onlyFor", FieldChecks.globProblem(List.of(wanted)));
        this.onlyFor = wanted;
    }

    private Entry entry() {
        return new Entry(Messages.PullSecretMapping_describe(source));
    }

    /** @throws IllegalArgumentException if no credentials stand for it */
    void check() {
        entry().refuse("credentialsId", credentialsProblem(credentialsId));
    }

    private static Optional<String> credentialsProblem(String credentialsId) {
        return credentialsId.isBlank() ? Optional.of(Messages.PullSecretMapping_noCredentials()) : Optional.empty();
    }

    private static Optional<String> sourceProblem(String source) {
        return SecretMappings.isTyped(source) ? Optional.empty() : Optional.of(Messages.PullSecretMapping_source());
    }

    SecretMappings.Mapping toMapping() {
        return new SecretMappings.Mapping(source, credentialsId, getOnlyFor());
    }

    /** What no two mappings have in common. */
    @Override
    public String toString() {
        return getOnlyFor().isEmpty() ? source : source + " (" + getOnlyFor() + ")";
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<PullSecretMapping> {

        @Override
        public String getDisplayName() {
            return Messages.PullSecretMapping_displayName();
        }

        @POST
        public FormValidation doCheckSource(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(sourceProblem(text.strip())));
        }

        @POST
        public FormValidation doCheckOnlyFor(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value,
                    text -> text.isBlank()
                            ? FormValidation.warning(Messages.PullSecretMapping_onlyFor())
                            : FieldChecks.validation(FieldChecks.globProblem(List.of(text.strip()))));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value,
                    text -> credentialsProblem(text)
                            .map(FormValidation::error)
                            .orElseGet(() -> CredentialChoices.ofAnnotations().check(text)));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialChoices.ofAnnotations().list(credentialsId);
        }
    }
}
