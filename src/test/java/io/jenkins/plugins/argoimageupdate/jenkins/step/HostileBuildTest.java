package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.console.ConsoleNote;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileAnswers;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileProxy;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import java.io.StringReader;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.xml.sax.InputSource;

/** Builds whose Argo CD puts text that forges or hides something wherever it can. */
public class HostileBuildTest {

    private static final int ROUNDS = 4;
    private static final Pattern REFERENCE = Pattern.compile("&#(x?)([0-9a-fA-F]+);");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void logsAndRecordsOfBuildsAreFitToBeShownAndRead() throws Exception {
        demo.world().push(DemoWorld.FRONTEND, "main-zzz\u001B[31m\nforged", Instant.now());
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "catchError { def r = argoImageUpdate application: 'example', timeout: 1, waitFor: 'none'\n"
                        + "echo \"changed ${r.summary}\" }\n"
                        + "echo \"environment ${env.ARGO_IMAGE_UPDATE_CHANGES} ${env.ARGO_IMAGE_UPDATE_SUMMARY}\"",
                true));
        for (int seed = 1; seed <= ROUNDS; seed++) {
            demo.world().push(DemoWorld.FRONTEND, "main-" + seed, Instant.now().minusSeconds(60L - seed));
            try (HostileProxy argocd =
                    new HostileProxy(demo.world().argocd(), new HostileAnswers(seed, seed % 2 == 0 ? 0.1 : 0))) {
                use(argocd);
                WorkflowRun build = job.scheduleBuild2(0).get();

                assertThat(build.getLog(10_000)).isNotEmpty();
                String log = Files.readString(build.getRootDir().toPath().resolve("log"));
                assertThat(ConsoleNote.removeNotes(log).lines()).allMatch(HostileStrings::isFit);
                assertIsXml10(Files.readString(build.getRootDir().toPath().resolve("build.xml")));
            }
        }
    }

    private static void use(HostileProxy argocd) {
        ArgoCdServerConfig server =
                new ArgoCdServerConfig("production", argocd.url().toString());
        server.setCredentialsId("argocd-token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
    }

    /** Jenkins writes XML 1.1, which knows more characters. */
    private static void assertIsXml10(String xml) throws Exception {
        Matcher reference = REFERENCE.matcher(xml);
        while (reference.find()) {
            int c = Integer.parseInt(reference.group(2), reference.group(1).isEmpty() ? 10 : 16);
            assertThat(c).as(reference.group()).isIn(0x9, 0xA, 0xD, 0x22, 0x27);
        }
        String asXml10 = xml.replaceFirst("version=[\"']1.1[\"']", "version=\"1.0\"");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(asXml10)));
    }
}
