package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.rules.ExternalResource;

/** The demo's servers, and a Jenkins that is configured for them. */
public final class DemoJenkins extends ExternalResource {

    /** Of the rule {@link #configured}, so that Jenkins runs before. */
    public static final int AFTER_JENKINS = 1;

    /** A commit of the demo's continuous integration. */
    public static final String NEW = "main-b99bc73";

    private final boolean configures;
    private final boolean canary;
    private DemoWorld world;

    /** For a Jenkins that is started later, which is to be told by {@link #configure}. */
    public DemoJenkins() {
        this(false, false);
    }

    private DemoJenkins(boolean configures, boolean canary) {
        this.configures = configures;
        this.canary = canary;
    }

    /** For a Jenkins that runs already: the order of the rule is {@link #AFTER_JENKINS}. */
    public static DemoJenkins configured() {
        return new DemoJenkins(true, false);
    }

    /** With a frontend that is a canary of Argo Rollouts, for a Jenkins that is to be told by {@link #configure}. */
    public static DemoJenkins withCanaryNotConfigured() {
        return new DemoJenkins(false, true);
    }

    /** With a frontend that is a canary of Argo Rollouts, for a Jenkins that runs already. */
    public static DemoJenkins withCanary() {
        return new DemoJenkins(true, true);
    }

    @Override
    protected void before() throws Throwable {
        world = canary ? DemoWorld.startWithCanary() : DemoWorld.start();
        if (configures) {
            configure();
        }
    }

    @Override
    protected void after() {
        world.close();
    }

    public DemoWorld world() {
        return world;
    }

    /** Tells the running Jenkins of the servers. */
    public void configure() throws IOException {
        CredentialStores.addToJenkins(CredentialStores.text("argocd-token", DemoWorld.TOKEN));
        ArgoCdServerConfig server =
                new ArgoCdServerConfig("production", world.argocd().toString());
        server.setCredentialsId("argocd-token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
        configureRegistry();
    }

    /** The registry takes Docker Hub's place. */
    public void configureRegistry() {
        RegistryConfig registry = new RegistryConfig("docker.io");
        registry.setApiUrl(world.registry().toString());
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(registry));
    }

    /** As continuous integration does after a push to the main branch. */
    public void pushBoth() {
        world.push(DemoWorld.FRONTEND, NEW, Instant.now().minusSeconds(120));
        world.push(DemoWorld.BACKEND, NEW, Instant.now().minusSeconds(60));
    }
}
