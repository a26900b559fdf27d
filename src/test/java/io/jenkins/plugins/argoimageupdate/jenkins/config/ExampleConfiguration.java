package io.jenkins.plugins.argoimageupdate.jenkins.config;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import java.io.File;
import java.util.List;

/** The example that is handed out with the plugin, as Configuration as Code reads and writes it. */
public final class ExampleConfiguration {

    static final File FILE = new File("examples/jcasc.yaml");

    private ExampleConfiguration() {}

    /** Brings the configuration to how it is before anybody has touched it. */
    public static void clear() {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setArgoCdServers(List.of());
        configuration.setRegistries(List.of());
        configuration.setGit(new GitConfig());
        configuration.setDefaults(new DefaultsConfig());
        configuration.setAllowed(new AllowedTargetsConfig());
        configuration.setLimits(new LimitsConfig());
        configuration.setPullSecrets(List.of());
        configuration.setWebhookSources(List.of());
    }

    public static void load() throws Exception {
        ConfigurationAsCode.get().configure(FILE.toURI().toString());
    }

    static String export() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode node = Util.getUnclassifiedRoot(context).get("argoImageUpdate");
        return Util.toYamlString(node);
    }
}
