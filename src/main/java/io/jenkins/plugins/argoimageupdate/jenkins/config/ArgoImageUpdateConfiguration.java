package io.jenkins.plugins.argoimageupdate.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.PersistentDescriptor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.AllowedTargets;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.SecretMappings;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The section “Argo Image Update” of the system configuration. Docker Hub and open registries need none of it. */
@Extension
@Symbol("argoImageUpdate")
public final class ArgoImageUpdateConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private static final int MOST_NAMED = 10;

    private List<ArgoCdServerConfig> argoCdServers = new ArrayList<>();
    private List<RegistryConfig> registries = new ArrayList<>();
    private GitConfig git = new GitConfig();
    private DefaultsConfig defaults = new DefaultsConfig();
    private AllowedTargetsConfig allowed = new AllowedTargetsConfig();
    private LimitsConfig limits = new LimitsConfig();
    private List<PullSecretMapping> pullSecrets = new ArrayList<>();
    private List<WebhookSource> webhookSources = new ArrayList<>();

    /** The one of this controller. */
    public static ArgoImageUpdateConfiguration get() {
        return ExtensionList.lookupSingleton(ArgoImageUpdateConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.ArgoImageUpdateConfiguration_displayName();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try (BulkChange change = new BulkChange(this)) {
            clear();
            GuardsArgument.leaveOutEmpty(form.optJSONObject("defaults"));
            request.bindJSON(this, form);
            change.commit();
        } catch (IOException e) {
            throw new FormException(e, "argoCdServers");
        } catch (IllegalArgumentException | LinkageError e) {
            clear();
            load();
            throw new FormException(rootMessage(e), e, "argoCdServers");
        }
        return true;
    }

    private void clear() {
        argoCdServers = new ArrayList<>();
        registries = new ArrayList<>();
        git = new GitConfig();
        defaults = new DefaultsConfig();
        allowed = new AllowedTargetsConfig();
        limits = new LimitsConfig();
        pullSecrets = new ArrayList<>();
        webhookSources = new ArrayList<>();
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    public List<ArgoCdServerConfig> getArgoCdServers() {
        return Collections.unmodifiableList(argoCdServers);
    }

    /** @throws IllegalArgumentException if one can never be used, two have the same name, or two are the default */
    @DataBoundSetter
    public void setArgoCdServers(@CheckForNull List<ArgoCdServerConfig> argoCdServers) {
        List<ArgoCdServerConfig> wanted = Util.fixNull(argoCdServers);
        orAsBefore(() -> {
            wanted.forEach(server -> server.check(wanted.size() == 1));
            requireDistinct(wanted, ArgoCdServerConfig::getName);
            requireOneDefault(wanted, ArgoCdServerConfig::isDefaultServer);
        });
        this.argoCdServers = new ArrayList<>(wanted);
        save();
    }

    public List<RegistryConfig> getRegistries() {
        return Collections.unmodifiableList(registries);
    }

    /** @throws IllegalArgumentException if one can never be used, two have the same prefix, or two are the default */
    @DataBoundSetter
    public void setRegistries(@CheckForNull List<RegistryConfig> registries) {
        List<RegistryConfig> wanted = Util.fixNull(registries);
        orAsBefore(() -> {
            wanted.forEach(RegistryConfig::check);
            requireDistinct(wanted, RegistryConfig::getPrefix);
            requireOneDefault(wanted, RegistryConfig::isDefaultRegistry);
        });
        this.registries = new ArrayList<>(wanted);
        save();
    }

    public GitConfig getGit() {
        return git;
    }

    @DataBoundSetter
    public void setGit(@CheckForNull GitConfig git) {
        this.git = git == null ? new GitConfig() : git;
        save();
    }

    public DefaultsConfig getDefaults() {
        return defaults;
    }

    @DataBoundSetter
    public void setDefaults(@CheckForNull DefaultsConfig defaults) {
        this.defaults = defaults == null ? new DefaultsConfig() : defaults;
        save();
    }

    public AllowedTargetsConfig getAllowed() {
        return allowed;
    }

    @DataBoundSetter
    public void setAllowed(@CheckForNull AllowedTargetsConfig allowed) {
        this.allowed = allowed == null ? new AllowedTargetsConfig() : allowed;
        save();
    }

    public LimitsConfig getLimits() {
        return limits;
    }

    @DataBoundSetter
    public void setLimits(@CheckForNull LimitsConfig limits) {
        this.limits = limits == null ? new LimitsConfig() : limits;
        save();
    }

    public List<PullSecretMapping> getPullSecrets() {
        return Collections.unmodifiableList(pullSecrets);
    }

    /** @throws IllegalArgumentException if one can never be used, or two have the same source for the same place */
    @DataBoundSetter
    public void setPullSecrets(@CheckForNull List<PullSecretMapping> pullSecrets) {
        List<PullSecretMapping> wanted = Util.fixNull(pullSecrets);
        orAsBefore(() -> {
            wanted.forEach(PullSecretMapping::check);
            requireDistinct(wanted, PullSecretMapping::toString);
        });
        this.pullSecrets = new ArrayList<>(wanted);
        save();
    }

    public List<WebhookSource> getWebhookSources() {
        return Collections.unmodifiableList(webhookSources);
    }

    /** @throws IllegalArgumentException if two have the same ID */
    @DataBoundSetter
    public void setWebhookSources(@CheckForNull List<WebhookSource> webhookSources) {
        List<WebhookSource> wanted = Util.fixNull(webhookSources);
        orAsBefore(() -> requireDistinct(wanted, WebhookSource::getId));
        this.webhookSources = new ArrayList<>(wanted);
        save();
    }

    /**
     * A configured server.
     *
     * @param name empty for the default one, or the only one
     * @throws ConfigurationException if there is none
     */
    public ArgoCdServerConfig argoCdServer(String name) {
        Optional<ArgoCdServerConfig> found = name.isEmpty()
                ? argoCdServers.stream()
                        .filter(server -> server.isDefaultServer() || argoCdServers.size() == 1)
                        .findFirst()
                : argoCdServers.stream()
                        .filter(server -> server.getName().equals(name))
                        .findFirst();
        return found.orElseThrow(() -> noServer(name));
    }

    /** Says which servers there are, except for those that jobs may not use. */
    private ConfigurationException noServer(String name) {
        List<String> usable = argoCdServers.stream()
                .map(ArgoCdServerConfig::getName)
                .filter(server -> !server.isEmpty())
                .filter(allowedTargets()::allowsArgoCd)
                .toList();
        String unnamed = argoCdServers.isEmpty()
                ? Messages.ArgoImageUpdateConfiguration_noServer()
                : Messages.ArgoImageUpdateConfiguration_noDefault();
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                Messages.ArgoImageUpdateConfiguration_choose(),
                name.isEmpty() ? unnamed : Messages.ArgoImageUpdateConfiguration_unknown(name),
                usable.isEmpty()
                        ? Messages.ArgoImageUpdateConfiguration_noServer_advice()
                        : Messages.ArgoImageUpdateConfiguration_thereAre(FirstFew.of(usable, MOST_NAMED)));
    }

    /** For the engine: the registries as configured, and Docker Hub, which is the default one unless another is marked as such. */
    public RegistryEndpoints registryEndpoints() {
        boolean marked = registries.stream().anyMatch(RegistryConfig::isDefaultRegistry);
        return new RegistryEndpoints(registries.stream()
                .map(RegistryConfig::toEndpoint)
                .map(endpoint -> endpoint.withDefault(endpoint.isDefault() || !marked && isHub(endpoint)))
                .toList());
    }

    private static boolean isHub(RegistryEndpoint endpoint) {
        return endpoint.prefix().equals(RegistryEndpoint.DOCKER_HUB.prefix());
    }

    /** Where updates may connect to, as configured now. */
    public AllowedTargets allowedTargets() {
        return allowed.toTargets();
    }

    /** Which credentials the secrets that annotations name stand for, as configured now. */
    public SecretMappings pullSecretRule() {
        return new SecretMappings(
                pullSecrets.stream().map(PullSecretMapping::toMapping).toList(), allowed.isUnmappedSecrets());
    }

    /** What is refused leaves nothing half configured: what was set before it, and is not saved yet, goes too. */
    private void orAsBefore(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            if (!getConfigFile().exists()) {
                clear();
            }
            load();
            throw e;
        }
    }

    private static <T> void requireDistinct(List<T> entries, Function<T, String> key) {
        List<String> keys = new ArrayList<>();
        for (T entry : entries) {
            if (keys.contains(key.apply(entry))) {
                throw new IllegalArgumentException(Messages.ArgoImageUpdateConfiguration_twice(key.apply(entry)));
            }
            keys.add(key.apply(entry));
        }
    }

    private static <T> void requireOneDefault(List<T> entries, Predicate<T> isDefault) {
        if (entries.stream().filter(isDefault).count() > 1) {
            throw new IllegalArgumentException(Messages.ArgoImageUpdateConfiguration_twoDefaults());
        }
    }
}
