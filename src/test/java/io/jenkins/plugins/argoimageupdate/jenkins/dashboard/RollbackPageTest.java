package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.RollbackPermission;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.time.Instant;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Buttons, the remote API, and what polls make of holds. */
public class RollbackPageTest {

    private static final String OLD = "main-0000000";
    private static final GuardedImage FRONTEND =
            new GuardedImage("production", "argocd", "example", "frontend", DemoWorld.FRONTEND);

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private FreeStyleProject job;

    @Before
    public void makeJob() throws Exception {
        job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("example");
        job.getBuildersList().add(update);
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    public void thePageIsOnceAmongTheBreadcrumbs() throws Exception {
        HtmlPage page = jenkins.createWebClient().getPage(job, "image-rollback/");

        assertThat(page.querySelectorAll("#breadcrumbs li"))
                .filteredOn(crumb -> crumb.getTextContent().contains("Roll back and hold"))
                .hasSize(1);
    }

    @Test
    public void anImageThatIsHeldOnThePageIsWrittenByNoPollUntilItIsReleased() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        HtmlForm hold = client.getPage(job, "image-rollback/?application=example&image=frontend")
                .getFormByName("aiu-hold");
        ((HtmlInput) hold.getInputByName("reason")).setValue("it loses orders");
        HtmlPage page = jenkins.submit(hold);

        assertThat(page.asNormalizedText())
                .contains("Held at " + OLD + " by anonymous")
                .contains(": it loses orders");
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
        int builds = job.getLastBuild().getNumber();
        Polls.poll(jenkins, job);
        assertThat(job.getLastBuild().getNumber()).isEqualTo(builds);
        assertThat(Polls.of(job).get(0).getLog()).contains("main-b99bc73 waits: held at main-0000000 by anonymous");
        jenkins.buildAndAssertSuccess(job);
        assertThat(demo.world().override()).isNull();

        jenkins.submit(client.getPage(job).getFormByName("aiu-release-frontend"));
        Polls.poll(jenkins, job);

        assertThat(job.getLastBuild().getNumber()).isEqualTo(builds + 2);
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    /** A build was started for the version before, so that the poll has to forget it. */
    @Test
    public void whatWasRolledBackIsWrittenAgainOnceSomebodyReleasesIt() throws Exception {
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
        Polls.poll(jenkins, job);
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
        int before = job.getLastBuild().getNumber();

        HtmlPage ask = jenkins.createWebClient().getPage(job, "image-rollback/?build=1");
        assertThat(ask.asNormalizedText())
                .contains("Roll back to what build #1 left behind")
                .contains(DemoJenkins.NEW)
                .contains(OLD);
        jenkins.submit(ask.getFormByName("aiu-rollback"));
        jenkins.waitUntilNoActivity();

        FreeStyleBuild rollback = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(before + 1));
        assertThat(JenkinsRule.getLog(rollback)).contains("Rollback to build #1, by anonymous");
        assertThat(demo.world().override()).doesNotContain(DemoJenkins.NEW);
        assertThat(jenkins.createWebClient().getPage(job, "image-updates").asNormalizedText())
                .contains("rollback");
        HoldStore.get().release(FRONTEND);
        Polls.poll(jenkins, job);
        assertThat(job.getLastBuild().getNumber()).isEqualTo(before + 2);
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    @Test
    public void otherProgramsGetJson() throws Exception {
        String held = post("image-rollback/hold?image=frontend&reason=orders&until=2h", 200);
        assertThat(held).contains("\"held\":true").contains("\"image\":\"frontend\"");
        String api = jenkins.createWebClient()
                .goTo(job.getUrl() + "image-panel/api/json", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(api).contains("\"reason\":\"orders\"").contains("\"version\":\"" + OLD + "\"");
        assertThat(post("image-rollback/release?image=frontend", 200)).contains("\"held\":false");
        assertThat(post("image-rollback/hold?image=nosuch", 404)).contains("It watches: frontend, backend");
        assertThat(post("image-rollback/hold?image=frontend&until=soon", 400)).contains("it is no time");
        assertThat(post("image-rollback/rollback?to=yesterday", 400)).contains("is none of these");
        assertThat(post("image-rollback/rollback?to=1&application=exmaple", 404))
                .contains("This job updates: example");
        assertThat(post("image-rollback/rollback?to=1&hold=false&reason=test", 200))
                .contains("\"queued\":true");
        jenkins.waitUntilNoActivity();
        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        assertThat(HoldStore.get().book().held()).isEmpty();
    }

    @Test
    public void theAdministratorSeesAllHoldsAndReleasesThem() throws Exception {
        HoldStore.get().hold(FRONTEND, new Hold(OLD, "Jane Doe", "orders", Instant.now(), null));

        HtmlPage page = jenkins.createWebClient().goTo("manage/image-watch/");
        assertThat(page.asNormalizedText()).contains("Held images").contains("Held at " + OLD + " by Jane Doe");
        jenkins.submit(page.getFormByName("aiu-release-example-frontend"));

        assertThat(HoldStore.get().book().held()).isEmpty();
        assertThat(HoldStore.get().releasedAt(FRONTEND)).isNotNull();
    }

    @Test
    public void aHoldIsOfTheApplicationWhateverBecomesOfTheJob() throws Exception {
        HoldStore.get().hold(FRONTEND, new Hold(OLD, "Jane Doe", "orders", Instant.now(), null));
        job.renameTo("renamed");
        FreeStyleProject copy;
        try (InputStream config =
                Files.newInputStream(job.getConfigFile().getFile().toPath())) {
            copy = (FreeStyleProject) jenkins.jenkins.createProjectFromXML("copy", config);
        }
        job.doReload();
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());

        jenkins.buildAndAssertSuccess(jenkins.jenkins.getItemByFullName("renamed", FreeStyleProject.class));
        jenkins.buildAndAssertSuccess(copy);

        assertThat(demo.world().override()).isNull();
        HoldStore afterRestart = new HoldStore();
        assertThat(afterRestart.of(FRONTEND)).isPresent();
    }

    @Test
    public void itTakesAPermissionThatWhoeverBuildsHas() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "operator", "builder")
                .grant(RollbackPermission.ROLLBACK)
                .everywhere()
                .to("operator")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder"));

        assertThat(jenkins.createWebClient().login("reader").getPage(job).asNormalizedText())
                .doesNotContain("Hold …");
        assertThat(jenkins.createWebClient().login("operator").getPage(job).asNormalizedText())
                .contains("Hold …");
        post("reader", "image-rollback/hold?image=frontend", 403);
        post("operator", "image-rollback/hold?image=frontend", 200);
        post("builder", "image-rollback/release?image=frontend", 200);
        assertThat(RollbackPermission.ROLLBACK.getId()).endsWith(".Rollback");
        assertThat(RollbackPermission.ROLLBACK.group.title.toString()).isEqualTo("Argo Image Update");
    }

    private String post(String address, int status) throws Exception {
        return post(null, address, status);
    }

    private String post(String user, String address, int status) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        if (user != null) {
            client.login(user);
        }
        client.setThrowExceptionOnFailingStatusCode(false);
        URL url = client.createCrumbedUrl(job.getUrl() + address);
        WebRequest request = new WebRequest(url, HttpMethod.POST);
        request.setAdditionalHeader("Accept", "application/json");
        Page page = client.getPage(request);
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(status);
        return page.getWebResponse().getContentAsString();
    }
}
