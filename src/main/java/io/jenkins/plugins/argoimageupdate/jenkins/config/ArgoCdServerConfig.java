package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import java.net.URI;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** An Argo CD server that jobs may name. */
public final class ArgoCdServerConfig implements Describable<ArgoCdServerConfig> {

    private final String name;
    private final String url;
    private String credentialsId = "";
    private String caCertificate = "";
    private boolean insecure;
    private boolean defaultServer;

    /**
     * @param name how jobs call it
     * @param url of its UI, with its root path if it has one
     */
    @DataBoundConstructor
    public ArgoCdServerConfig(String name, String url) {
        this.name = Util.fixNull(name).strip();
        this.url = NoSecret.address(url);
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId);
    }

    /** PEM; trusted besides the certificate authorities of the Java runtime. */
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = NoSecret.certificate(caCertificate);
    }

    public boolean isInsecure() {
        return insecure;
    }

    @DataBoundSetter
    public void setInsecure(boolean insecure) {
        this.insecure = insecure;
    }

    public boolean isDefaultServer() {
        return defaultServer;
    }

    @DataBoundSetter
    public void setDefaultServer(boolean defaultServer) {
        this.defaultServer = defaultServer;
    }

    /** For the engine, with the credentials as the resolver's job may use them. */
    public ArgoCdServer toServer(CredentialResolver resolver) {
        URI address = ConfiguredAddress.of(url, Messages.ArgoCdServerConfig_describe(name));
        ArgoCdCredentials credentials = resolver.argoCd(credentialsId, address);
        return new ArgoCdServer(name, address, new TlsTrust(caCertificate, insecure), credentials);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ArgoCdServerConfig> {

        private static final String EXAMPLE = "https://argocd.example.com";

        @Override
        public String getDisplayName() {
            return Messages.ArgoCdServerConfig_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.required(value, "production"));
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.url(value, EXAMPLE));
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.certificate(value));
        }

        @POST
        public FormValidation doCheckInsecure(@QueryParameter boolean value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.insecure(value));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String url) {
            return FieldChecks.forAdministrator(() -> value.isBlank()
                    ? FormValidation.error(Messages.ArgoCdServerConfig_noCredentials())
                    : choices(url).check(value));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId, @QueryParameter String url) {
            return choices(url).list(credentialsId);
        }

        private static CredentialChoices choices(String url) {
            return CredentialChoices.ofArgoCd(null, url);
        }

        /** Logs in and says to what, as whom and with which certificate. */
        @RequirePOST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String caCertificate,
                @QueryParameter boolean insecure) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FormValidation address = FieldChecks.url(url, EXAMPLE);
            if (address.kind == FormValidation.Kind.ERROR) {
                return address;
            }
            return ConnectionTest.argoCd(() -> {
                ArgoCdServerConfig server = new ArgoCdServerConfig("", url);
                server.setCredentialsId(credentialsId);
                server.setCaCertificate(caCertificate);
                server.setInsecure(insecure);
                return server;
            });
        }
    }
}
