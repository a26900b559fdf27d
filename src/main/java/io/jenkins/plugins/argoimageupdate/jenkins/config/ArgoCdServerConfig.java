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

    private static final String EXAMPLE = "https://argocd.example.com";
    private static final String EXAMPLE_NAME = "production";

    private final String name;
    private final String url;
    private String credentialsId = "";
    private String caCertificate = "";
    private boolean insecure;
    private boolean defaultServer;

    /**
     * @param name how jobs call it
     * @param url of its UI, with its root path if it has one
     * @throws IllegalArgumentException if it is no address of a server
     */
    @DataBoundConstructor
    public ArgoCdServerConfig(String name, String url) {
        this.name = Util.fixNull(name).strip();
        this.url = entry().address("url", url, EXAMPLE);
    }

    private Entry entry() {
        return new Entry(Messages.ArgoCdServerConfig_describe(name));
    }

    /**
     * Refuses a server that can never be used.
     *
     * @param onlyOne whether jobs find it without its name
     * @throws IllegalArgumentException if something is missing
     */
    void check(boolean onlyOne) {
        entry().refuse("url", FieldChecks.requiredProblem(url, EXAMPLE));
        if (!onlyOne && !defaultServer) {
            entry().refuse("name", FieldChecks.requiredProblem(name, EXAMPLE_NAME));
        }
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
        this.caCertificate = entry().certificate("caCertificate", caCertificate);
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

        @Override
        public String getDisplayName() {
            return Messages.ArgoCdServerConfig_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.required(text, EXAMPLE_NAME));
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.url(text, EXAMPLE));
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, FieldChecks::certificate);
        }

        @POST
        public FormValidation doCheckInsecure(@QueryParameter boolean value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.insecure(value));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String url) {
            return FieldChecks.forAdministrator(
                    value,
                    text -> text.isBlank()
                            ? FormValidation.error(Messages.ArgoCdServerConfig_noCredentials())
                            : choices(url).check(text));
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
            FormValidation address = FieldChecks.url(Util.fixNull(url), EXAMPLE);
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
