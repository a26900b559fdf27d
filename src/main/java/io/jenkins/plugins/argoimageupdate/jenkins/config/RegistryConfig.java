package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** How a container registry is reached that needs more than its name: credentials, a certificate, a limit. */
public final class RegistryConfig implements Describable<RegistryConfig> {

    /** As for registries that are not configured. */
    public static final int DEFAULT_REQUESTS_PER_SECOND = 20;

    private static final int MOST_REQUESTS_PER_SECOND = 10_000;
    private static final String EXAMPLE = "registry.example.com:5000";
    private static final String EXAMPLE_URL = "https://" + EXAMPLE;

    private static final String TAG_ORDERS =
            Stream.of(TagSortMode.values()).map(TagSortMode::id).collect(Collectors.joining(", "));

    private final String prefix;
    private String name = "";
    private String apiUrl = "";
    private String credentialsId = "";
    private String caCertificate = "";
    private boolean insecure;
    private int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;
    private String defaultNamespace = "";
    private boolean defaultRegistry;
    private String tagSortMode = TagSortMode.NONE.id();

    /**
     * @param prefix the host, or host and path, of the images it serves; empty for what no other one serves, see {@link #check}
     * @throws IllegalArgumentException if no image's name can begin with it
     */
    @DataBoundConstructor
    public RegistryConfig(String prefix) {
        this.prefix = Util.fixNull(prefix).strip();
        entry().refuse("prefix", prefixProblem(this.prefix));
    }

    /** A prefix that holds a password is not repeated. */
    private Entry entry() {
        return new Entry(Messages.RegistryConfig_describe(prefix.contains("@") ? "…" : prefix));
    }

    /**
     * Refuses a registry that can never be used.
     *
     * @throws IllegalArgumentException if something is missing
     */
    void check() {
        entry().refuse("prefix", missingPrefixProblem(prefix, defaultRegistry, apiUrl));
    }

    private static Optional<String> prefixProblem(String prefix) {
        return prefix.isEmpty() || RegistryEndpoint.isPrefix(prefix)
                ? Optional.empty()
                : Optional.of(Messages.RegistryConfig_prefix());
    }

    private static Optional<String> missingPrefixProblem(String prefix, boolean isDefault, String apiUrl) {
        boolean found = !prefix.isEmpty() || isDefault && !apiUrl.isBlank();
        return found ? Optional.empty() : Optional.of(Messages.RegistryConfig_noPrefix(EXAMPLE));
    }

    public String getPrefix() {
        return prefix;
    }

    public String getName() {
        return name;
    }

    /** @param name for messages; empty to use the prefix */
    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixNull(name).strip();
    }

    public String getApiUrl() {
        return apiUrl;
    }

    /**
     * @param apiUrl empty for https on the prefix's host
     * @throws IllegalArgumentException if it is no address of a server
     */
    @DataBoundSetter
    public void setApiUrl(String apiUrl) {
        this.apiUrl = entry().address("apiUrl", apiUrl, EXAMPLE_URL);
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

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /**
     * @param requestsPerSecond zero for no limit
     * @throws IllegalArgumentException if it is negative, or more than any registry answers
     */
    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = entry().number("requestsPerSecond", requestsPerSecond, 0, MOST_REQUESTS_PER_SECOND);
    }

    public String getDefaultNamespace() {
        return defaultNamespace;
    }

    /** @throws IllegalArgumentException if no repository's name can begin with it */
    @DataBoundSetter
    public void setDefaultNamespace(String defaultNamespace) {
        String wanted = Util.fixNull(defaultNamespace).strip();
        entry().refuse("defaultNamespace", namespaceProblem(wanted));
        this.defaultNamespace = wanted;
    }

    private static Optional<String> namespaceProblem(String namespace) {
        return namespace.isEmpty() || RegistryEndpoint.isNamespace(namespace)
                ? Optional.empty()
                : Optional.of(Messages.RegistryConfig_namespace());
    }

    public boolean isDefaultRegistry() {
        return defaultRegistry;
    }

    @DataBoundSetter
    public void setDefaultRegistry(boolean defaultRegistry) {
        this.defaultRegistry = defaultRegistry;
    }

    public String getTagSortMode() {
        return tagSortMode;
    }

    /** @throws IllegalArgumentException if there is no such order */
    @DataBoundSetter
    public void setTagSortMode(String tagSortMode) {
        Optional<TagSortMode> mode = TagSortMode.parse(Util.fixNull(tagSortMode).strip());
        entry().refuse(
                        "tagSortMode",
                        mode.isPresent()
                                ? Optional.empty()
                                : Optional.of(Messages.RegistryConfig_tagSortMode(tagSortMode, TAG_ORDERS)));
        this.tagSortMode = mode.orElse(TagSortMode.NONE).id();
    }

    /** For the engine. */
    public RegistryEndpoint toEndpoint() {
        return new RegistryEndpoint(
                name.isEmpty() ? prefix : name,
                prefix,
                api(),
                credentialsId,
                Duration.ZERO,
                TagSortMode.parse(tagSortMode).orElse(TagSortMode.NONE),
                new TlsTrust(caCertificate, insecure),
                namespace(),
                requestsPerSecond,
                defaultRegistry);
    }

    private boolean isHub() {
        return prefix.equals(RegistryEndpoint.DOCKER_HUB.prefix());
    }

    private URI api() {
        if (!apiUrl.isEmpty()) {
            return ConfiguredAddress.of(apiUrl, Messages.RegistryConfig_describe(prefix));
        }
        return isHub()
                ? RegistryEndpoint.DOCKER_HUB.api()
                : RegistryEndpoint.inferred(prefix.split("/", 2)[0]).api();
    }

    private String namespace() {
        return defaultNamespace.isEmpty() && isHub()
                ? RegistryEndpoint.DOCKER_HUB.defaultNamespace()
                : defaultNamespace;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<RegistryConfig> {

        @Override
        public String getDisplayName() {
            return Messages.RegistryConfig_displayName();
        }

        @POST
        public FormValidation doCheckPrefix(
                @QueryParameter String value, @QueryParameter boolean defaultRegistry, @QueryParameter String apiUrl) {
            return FieldChecks.forAdministrator(value, text -> {
                String prefix = text.strip();
                return FieldChecks.validation(prefixProblem(prefix)
                        .or(() -> missingPrefixProblem(prefix, defaultRegistry, Util.fixNull(apiUrl))));
            });
        }

        @POST
        public FormValidation doCheckApiUrl(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value, text -> text.isBlank() ? FormValidation.ok() : FieldChecks.url(text, EXAMPLE_URL));
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, FieldChecks::certificate);
        }

        @POST
        public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.number(text, 0, MOST_REQUESTS_PER_SECOND));
        }

        @POST
        public FormValidation doCheckDefaultNamespace(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(namespaceProblem(text.strip())));
        }

        @POST
        public FormValidation doCheckInsecure(@QueryParameter boolean value) {
            return FieldChecks.forAdministrator(() -> FieldChecks.insecure(value));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String apiUrl) {
            return CredentialChoices.ofRegistry(null, apiUrl).check(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @QueryParameter String credentialsId, @QueryParameter String apiUrl) {
            return CredentialChoices.ofRegistry(null, apiUrl).list(credentialsId);
        }

        @POST
        public ListBoxModel doFillTagSortModeItems() {
            ListBoxModel modes = new ListBoxModel();
            modes.add(Messages.RegistryConfig_sort_none(), TagSortMode.NONE.id());
            modes.add(Messages.RegistryConfig_sort_latestFirst(), TagSortMode.LATEST_FIRST.id());
            modes.add(Messages.RegistryConfig_sort_latestLast(), TagSortMode.LATEST_LAST.id());
            return modes;
        }

        /**
         * Asks the registry and says as whom and with which certificate.
         *
         * @param testRepository to list the tags of, which also tests the credentials; empty to ask for {@code /v2/} only
         */
        @RequirePOST
        public FormValidation doTestConnection(
                @QueryParameter String prefix,
                @QueryParameter String apiUrl,
                @QueryParameter String credentialsId,
                @QueryParameter String caCertificate,
                @QueryParameter boolean insecure,
                @QueryParameter String defaultNamespace,
                @QueryParameter String testRepository) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ConnectionTest.registry(Util.fixNull(testRepository), () -> {
                RegistryConfig registry = new RegistryConfig(prefix);
                registry.setApiUrl(apiUrl);
                registry.setCredentialsId(credentialsId);
                registry.setCaCertificate(caCertificate);
                registry.setInsecure(insecure);
                registry.setDefaultNamespace(defaultNamespace);
                return registry;
            });
        }
    }
}
