package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** One job updates Applications of one name at two Argo CD servers, as who promotes from one to the other does. */
public class SameNameTest {

    private static final String OLD = "main-0000000";
    private static final String NEWER = "main-c0ffee1";
    private static final String STAGING = "argoImageUpdate application: 'example', argocd: 'staging'\n";
    private static final String PRODUCTION = "argoImageUpdate application: 'example', argocd: 'production'\n";
    private static final String SOAKING = "argoImageUpdate application: 'example', argocd: 'production', promoteFrom:"
            + " [application: 'example', argocd: 'staging'], soak: '1h'\n";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private DemoWorld production;
    private WorkflowJob job;

    @Before
    public void makeJob() throws Exception {
        production = DemoWorld.start();
        ArgoImageUpdateConfiguration.get()
                .setArgoCdServers(List.of(server("staging", demo.world()), server("production", production)));
        jenkins.jenkins.setNumExecutors(0);
        job = jenkins.createProject(WorkflowJob.class, "deploy");
        push(DemoJenkins.NEW);
        build(STAGING + SOAKING);
    }

    private static ArgoCdServerConfig server(String name, DemoWorld world) {
        ArgoCdServerConfig server = new ArgoCdServerConfig(name, world.argocd().toString());
        server.setCredentialsId("argocd-token");
        return server;
    }

    @After
    public void stop() {
        production.close();
    }

    @Test
    public void eachGoesBackToWhatItHad() throws Exception {
        push(NEWER);
        build(STAGING + PRODUCTION);
        assertThat(production.override()).contains(NEWER);

        RollbackOrder.schedule(job, "1", "it loses orders", true, "");
        jenkins.waitUntilNoActivity();

        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(3));
        assertThat(demo.world().override()).contains(DemoJenkins.NEW).doesNotContain(NEWER);
        assertThat(production.override()).contains(OLD).doesNotContain(NEWER, DemoJenkins.NEW);
    }

    @Test
    public void aStepOfTheOtherOneDoesNothing() throws Exception {
        build(STAGING);
        push(NEWER);
        build(STAGING + PRODUCTION);

        RollbackOrder.schedule(job, "2", "it loses orders", true, "");
        jenkins.waitUntilNoActivity();

        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(4));
        assertThat(demo.world().override()).contains(DemoJenkins.NEW).doesNotContain(NEWER);
        assertThat(production.override()).contains(NEWER);
    }

    @Test
    public void thePanelShowsBothAndHoldsTheOneThatIsMeant() throws Exception {
        JSONArray images = jenkins.getJSON(job.getUrl() + "image-panel/api/json")
                .getJSONObject()
                .getJSONArray("images");
        assertThat(images.size()).isEqualTo(4);
        assertThat(live(images, "staging")).isEqualTo(DemoJenkins.NEW);
        assertThat(live(images, "production")).isEqualTo(OLD);
        HtmlPage page = jenkins.createWebClient().getPage(job);
        assertThat(page.asNormalizedText()).contains("argocd/example, staging", "argocd/example, production");

        HtmlPage ask = page.getAnchors().stream()
                .filter(link -> link.getHrefAttribute().contains("argocd=production")
                        && link.getHrefAttribute().endsWith("image=frontend"))
                .findFirst()
                .orElseThrow()
                .click();
        jenkins.submit(ask.getFormByName("aiu-hold"));

        assertThat(HoldStore.get().of(frontend("production"))).isPresent();
        assertThat(HoldStore.get().of(frontend("staging"))).isEmpty();
    }

    @Test
    public void whoDoesNotSayWhichOneIsAsked() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        String answer = client.getPage(client.addCrumb(new WebRequest(
                        new URL(jenkins.getURL(), job.getUrl() + "image-rollback/hold?image=frontend"),
                        HttpMethod.POST)))
                .getWebResponse()
                .getContentAsString();

        assertThat(answer).contains("Several images of this job can be meant", "argocd=staging", "argocd=production");
        assertThat(HoldStore.get().book().held()).isEmpty();
    }

    @Test
    public void thePromotionPageTellsThemApart() throws Exception {
        JSONObject chain = jenkins.getJSON("image-promotion/api/json?depth=3")
                .getJSONObject()
                .getJSONArray("chains")
                .getJSONObject(0);

        JSONArray stages = chain.getJSONArray("stages");
        assertThat(stages.getJSONObject(0).getJSONArray("images").size()).isEqualTo(2);
        JSONObject promoted = stages.getJSONObject(1).getJSONArray("images").getJSONObject(0);
        assertThat(promoted.getString("live")).isEqualTo(OLD);
        assertThat(promoted.getString("ahead")).isEqualTo(DemoJenkins.NEW);
        assertThat(promoted.getBoolean("behind")).isTrue();
    }

    private static String live(JSONArray images, String server) {
        for (Object one : images) {
            JSONObject image = (JSONObject) one;
            if (image.getString("argocd").equals(server)) {
                return image.getString("live");
            }
        }
        return "";
    }

    private static GuardedImage frontend(String server) {
        return new GuardedImage(server, "argocd", "example", "frontend", DemoWorld.FRONTEND);
    }

    private void push(String tag) {
        for (DemoWorld world : List.of(demo.world(), production)) {
            world.push(DemoWorld.FRONTEND, tag, Instant.now());
            world.push(DemoWorld.BACKEND, tag, Instant.now());
        }
    }

    private WorkflowRun build(String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(Result.SUCCESS, job);
    }
}
