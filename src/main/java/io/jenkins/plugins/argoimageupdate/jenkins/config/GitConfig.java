package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.HostKeys;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How commits look and how Git servers are trusted. */
public final class GitConfig implements Describable<GitConfig> {

    private String authorName = "";
    private String authorEmail = "";
    private boolean signOff;
    private SigningConfig signing = new NoSigning();
    private String messageTemplate = "";
    private String knownHosts = "";
    private String caCertificate = "";

    @DataBoundConstructor
    public GitConfig() {
        // everything has a default
    }

    /** Empty for the Image Updater's name. */
    public String getAuthorName() {
        return authorName;
    }

    /** @throws IllegalArgumentException if Git would not keep it as it is */
    @DataBoundSetter
    public void setAuthorName(String authorName) {
        String wanted = Util.fixNull(authorName).strip();
        entry().refuse("authorName", nameProblem(wanted));
        this.authorName = wanted;
    }

    /** Empty for the Image Updater's address. */
    public String getAuthorEmail() {
        return authorEmail;
    }

    /** @throws IllegalArgumentException if it is no address of mail */
    @DataBoundSetter
    public void setAuthorEmail(String authorEmail) {
        String wanted = Util.fixNull(authorEmail).strip();
        entry().refuse("authorEmail", emailProblem(wanted));
        this.authorEmail = wanted;
    }

    public boolean isSignOff() {
        return signOff;
    }

    @DataBoundSetter
    public void setSignOff(boolean signOff) {
        this.signOff = signOff;
    }

    public SigningConfig getSigning() {
        return signing;
    }

    /** @throws IllegalArgumentException if it has no key */
    @DataBoundSetter
    public void setSigning(SigningConfig signing) {
        SigningConfig wanted = signing == null ? new NoSigning() : signing;
        entry().refuse("signing", wanted.problem());
        this.signing = wanted;
    }

    /** A Go template; empty for the Image Updater's. */
    public String getMessageTemplate() {
        return messageTemplate;
    }

    /** @throws IllegalArgumentException if no message can be made by it */
    @DataBoundSetter
    public void setMessageTemplate(String messageTemplate) {
        String wanted = Util.fixNull(messageTemplate).replace("\r\n", "\n");
        entry().refuse("messageTemplate", templateProblem(wanted));
        this.messageTemplate = wanted;
    }

    private static Entry entry() {
        return new Entry(Messages.GitConfig_displayName());
    }

    private static Optional<String> nameProblem(String name) {
        return GitIdentity.isName(name) ? Optional.empty() : Optional.of(Messages.GitConfig_name());
    }

    private static Optional<String> emailProblem(String email) {
        return email.isEmpty() || GitIdentity.isEmail(email)
                ? Optional.empty()
                : Optional.of(Messages.GitConfig_email());
    }

    private static Optional<String> knownHostsProblem(String knownHosts) {
        return HostKeys.unusableLine(knownHosts).map(Messages::GitConfig_knownHosts);
    }

    private static Optional<String> templateProblem(String template) {
        try {
            return CommitMessageTemplate.parse(template).problem().map(ConfigurationException::getMessage);
        } catch (ConfigurationException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Lines of OpenSSH's {@code known_hosts}. */
    public String getKnownHosts() {
        return knownHosts;
    }

    /** @throws IllegalArgumentException if a line is neither an entry nor a remark: no SSH host could be reached with it */
    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        String wanted = Util.fixNull(knownHosts).replace("\r\n", "\n").strip();
        entry().refuse("knownHosts", knownHostsProblem(wanted));
        this.knownHosts = wanted;
    }

    /** PEM; trusted besides the certificate authorities of the Java runtime. */
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = entry().certificate("caCertificate", caCertificate);
    }

    /** For the engine: how commits look, signed with a key that the resolver's job may use. */
    public CommitStyle toStyle(CredentialResolver resolver) {
        GitIdentity identity = new GitIdentity(
                authorName.isEmpty() ? GitIdentity.DEFAULT.name() : authorName,
                authorEmail.isEmpty() ? GitIdentity.DEFAULT.email() : authorEmail);
        return new CommitStyle(
                identity, identity, signOff, signing.toSigner(resolver).orElse(null));
    }

    /** For the engine: a repository, by way of Jenkins' proxy. */
    public GitRemote toRemote(ServerAddress address, GitCredentials credentials) {
        return new GitRemote(
                address, credentials, knownHosts, toTrust(), HttpServices.get().proxies(), GitRemote.DEFAULT_TIMEOUT);
    }

    /** For the engine: which HTTPS servers are trusted. */
    public TlsTrust toTrust() {
        return new TlsTrust(caCertificate, false);
    }

    /** For the engine: the template as configured, or the Image Updater's. */
    public CommitMessageTemplate toTemplate() {
        return CommitMessageTemplate.parse(messageTemplate.isEmpty() ? CommitMessageTemplate.DEFAULT : messageTemplate);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<GitConfig> {

        @Override
        public String getDisplayName() {
            return Messages.GitConfig_displayName();
        }

        @POST
        public FormValidation doCheckAuthorEmail(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(emailProblem(text.strip())));
        }

        @POST
        public FormValidation doCheckAuthorName(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(nameProblem(text.strip())));
        }

        @POST
        public FormValidation doCheckMessageTemplate(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(templateProblem(text)));
        }

        @POST
        public FormValidation doCheckKnownHosts(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(knownHostsProblem(text)));
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, FieldChecks::certificate);
        }
    }
}
