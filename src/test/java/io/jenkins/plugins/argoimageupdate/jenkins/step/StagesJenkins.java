package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.demo.StagesWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Tells Jenkins of staging and production. */
public final class StagesJenkins {

    private StagesJenkins() {}

    public static void configure(StagesWorld world) throws IOException {
        CredentialStores.addToJenkins(CredentialStores.text("argocd-token", StagesWorld.TOKEN));
        ArgoImageUpdateConfiguration.get()
                .setArgoCdServers(
                        List.of(server("production", world.production()), server("staging", world.staging())));
    }

    private static ArgoCdServerConfig server(String name, URI url) {
        ArgoCdServerConfig server = new ArgoCdServerConfig(name, url.toString());
        server.setCredentialsId("argocd-token");
        return server;
    }

    /** The arguments that all promotions to production share, but for where from. */
    public static String arguments(String more) {
        return """
                application: 'shop-prod', argocd: 'production', images: [
                  [alias: 'web', image: 'prod/web', helm: [imageName: 'web.image', imageTag: 'web.tag']],
                  [alias: 'api', image: 'org/api', helm: [imageName: 'api.image', imageTag: 'api.tag']]],
                git: [branch: 'main', target: 'helmvalues:/values.yaml'], %s""".formatted(more);
    }

    public static void script(WorkflowJob job, String script) throws IOException {
        try {
            job.setDefinition(new CpsFlowDefinition(script, true));
        } catch (hudson.model.Descriptor.FormException e) {
            throw new IOException(e);
        }
    }
}
