package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.net.URI;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Reading the log takes EXTENDED_READ, polling takes BUILD; CONFIGURE includes the former only. */
public class PollLogPermissionTest {

    private static final int FORBIDDEN = 403;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    private FreeStyleProject job;

    @Before
    public void protect() throws Exception {
        demo.configure();
        job = Polls.watchingJob(jenkins);
        demo.pushBoth();
        Polls.poll(jenkins, job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        Item.EXTENDED_READ.setEnabled(true);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader", "extended", "builder", "configurer")
                .grant(Item.EXTENDED_READ)
                .everywhere()
                .to("extended")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("configurer"));
    }

    @Test
    public void readingTakesExtendedRead() throws Exception {
        for (String page : new String[] {
            job.getUrl() + "argo-image-polling/",
            job.getUrl() + "argo-image-polling/api/json",
            job.getUrl() + "1/argo-image-polling/"
        }) {
            assertThat(get("reader", page)).as(page).isEqualTo(FORBIDDEN);
            assertThat(get("builder", page)).as(page).isEqualTo(FORBIDDEN);
            assertThat(get("extended", page)).as(page).isEqualTo(200);
            assertThat(get("configurer", page)).as(page).isEqualTo(200);
            assertThat(get(null, page)).as(page).isEqualTo(404);
        }
    }

    @Test
    public void theJobsOwnApiTellsReadersNothingOfPolls() throws Exception {
        String asReader = text("reader", job.getUrl() + "api/json?depth=3");
        String asExtended = text("extended", job.getUrl() + "api/json?depth=3");
        assertThat(asReader).doesNotContain("lyzhang1999/frontend:", "newest-build", "Asked by");
        assertThat(asExtended).contains("newest-build", "Asked by the schedule");
    }

    @Test
    public void pollingTakesBuild() throws Exception {
        assertThat(post(null)).isIn(FORBIDDEN, 404);
        assertThat(post("reader")).isEqualTo(FORBIDDEN);
        assertThat(post("extended")).isEqualTo(FORBIDDEN);
        assertThat(post("configurer")).isEqualTo(FORBIDDEN);
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(1);

        assertThat(post("builder")).isLessThan(400);
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(2);
        assertThat(Polls.of(job).get(0).getOrigin()).isEqualTo("builder (poll now)");
    }

    @Test
    public void pollingByGetIsRefused() throws Exception {
        assertThat(get("builder", job.getUrl() + "argo-image-polling/poll")).isIn(404, 405);
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void thePageShowsTheLastPollAndItsImagesAndHasTheButtonForThoseWhoMay() throws Exception {
        try (WebClient client = jenkins.createWebClient().login("extended")) {
            HtmlPage page = client.getPage(job, "argo-image-polling/");
            assertThat(page.asNormalizedText())
                    .contains(
                            "Image polling log",
                            "lyzhang1999/frontend",
                            "newest-build ^main",
                            "main-0000000",
                            "Last poll")
                    .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73")
                    .doesNotContain("Poll now\n");
        }
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        try (WebClient client = jenkins.createWebClient().login("admin")) {
            HtmlPage page = client.getPage(job, "argo-image-polling/");
            jenkins.submit(page.getFormByName("poll"));
        }
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(2);
    }

    private int get(String user, String page) throws Exception {
        try (WebClient client = client(user)) {
            return client.getPage(new URL(jenkins.getURL(), page))
                    .getWebResponse()
                    .getStatusCode();
        }
    }

    private String text(String user, String page) throws Exception {
        try (WebClient client = client(user)) {
            return client.getPage(new URL(jenkins.getURL(), page))
                    .getWebResponse()
                    .getContentAsString();
        }
    }

    private int post(String user) throws Exception {
        try (WebClient client = client(user)) {
            URL url = URI.create(jenkins.getURL() + job.getUrl() + "argo-image-polling/poll")
                    .toURL();
            WebRequest request = client.addCrumb(new WebRequest(url, HttpMethod.POST));
            return client.getPage(request).getWebResponse().getStatusCode();
        }
    }

    private WebClient client(String user) throws Exception {
        WebClient client = jenkins.createWebClient();
        if (user != null) {
            client.login(user);
        }
        client.setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setRedirectEnabled(false);
        return client;
    }
}
