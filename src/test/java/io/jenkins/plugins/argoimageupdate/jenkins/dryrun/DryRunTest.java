package io.jenkins.plugins.argoimageupdate.jenkins.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateStep;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Asks forms what they would do, and makes sure that this is all that happens. */
public class DryRunTest {

    private static final int LONGEST_WAIT = 60_000;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private FreeStyleProject job;

    @Before
    public void configure() throws Exception {
        demo.pushBoth();
        job = jenkins.createFreeStyleProject();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.BUILD)
                .everywhere()
                .to("developer")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("configurer"));
    }

    @Test
    public void showsInPlaceWhatTheBuildStepWouldDo() throws Exception {
        ArgoImageUpdateBuilder builder = new ArgoImageUpdateBuilder();
        builder.setApplication("example");
        job.getBuildersList().add(builder);
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("configurer")) {
            HtmlPage page = client.getPage(job, "configure");
            DomElement step = page.querySelector(
                    ".repeated-chunk[descriptorid='" + ArgoImageUpdateBuilder.class.getName() + "']");
            HtmlButton button = step.querySelector(".aiu-dry-run button");
            button.click();
            client.waitForBackgroundJavaScript(LONGEST_WAIT);

            DomElement result = step.querySelector(".aiu-dry-run-result");
            assertThat(result.asNormalizedText())
                    .contains("Dry run: 2 images would be updated: frontend main-b99bc73, backend main-b99bc73.")
                    .contains("+ value: main-b99bc73");
        }
        assertThat(demo.world().commits()).isEqualTo(1);
        assertThat(job.getLastBuild()).isNull();
    }

    @Test
    public void answersForTheStepAndTheTriggerToo() throws Exception {
        String step = "{'application': 'example', 'waitFor': 'healthy', 'images': {'image': 'lyzhang1999/frontend',"
                + " 'alias': 'frontend', 'strategy': 'newest-build', 'allowTags': 'regexp:^main',"
                + " 'helm': {'imageName': 'frontend.image', 'imageTag': 'frontend.tag'}}}";
        assertThat(post("configurer", ArgoImageUpdateStep.class, step).getContentAsString())
                .contains("Dry run: 1 image would be updated: frontend main-b99bc73.");
        assertThat(post("configurer", ImageUpdateTrigger.class, "{'spec': 'H * * * *', 'applications': 'example'}")
                        .getContentAsString())
                .contains("Dry run: 2 images would be updated");
        assertThat(post("configurer", ImageUpdateTrigger.class, "{'spec': '', 'applications': ''}")
                        .getContentAsString())
                .contains("Nothing is watched yet");
        assertThat(demo.world().commits()).isEqualTo(1);
    }

    @Test
    public void saysWhatIsWrong() throws Exception {
        assertThat(post("configurer", ArgoImageUpdateBuilder.class, "{'application': 'nosuch'}")
                        .getContentAsString())
                .contains("Failed", "nosuch", "403")
                .doesNotContain(DemoWorld.TOKEN);
        assertThat(post("configurer", ArgoImageUpdateBuilder.class, "{'application': ''}")
                        .getContentAsString())
                .contains("Name one Application");
        assertThat(post("configurer", ArgoImageUpdateBuilder.class, "no json").getContentAsString())
                .contains("The form cannot be read");
    }

    @Test
    public void saysThatAFormCannotBeReadWhateverComes() throws Exception {
        for (Class<?> form :
                List.of(ArgoImageUpdateBuilder.class, ArgoImageUpdateStep.class, ImageUpdateTrigger.class)) {
            for (List<NameValuePair> parameters : List.of(
                    List.<NameValuePair>of(),
                    List.of(new NameValuePair("json", "")),
                    List.of(new NameValuePair("json", "null")),
                    List.of(new NameValuePair("json", "[]")),
                    List.of(new NameValuePair("json", "7")),
                    List.of(new NameValuePair("json", "{\"a\":".repeat(20_000))),
                    List.of(new NameValuePair("json", "{\"images\": " + "[".repeat(20_000))))) {
                WebResponse answer = send("configurer", form, HttpMethod.POST, parameters);
                assertThat(answer.getStatusCode()).as(form + " " + parameters).isEqualTo(200);
                assertThat(answer.getContentAsString()).contains("The form cannot be read");
            }
        }
    }

    @Test
    public void isForThoseWhoMayConfigureTheJob() throws Exception {
        Polls.settle(jenkins);
        int asked = demo.world().registryRequests();
        for (Class<?> form :
                List.of(ArgoImageUpdateBuilder.class, ArgoImageUpdateStep.class, ImageUpdateTrigger.class)) {
            assertThat(post("developer", form, "{'application': 'example', 'applications': 'example', 'spec': ''}")
                            .getStatusCode())
                    .isEqualTo(403);
            assertThat(status("configurer", form, HttpMethod.GET)).isIn(404, 405);
        }
        assertThat(demo.world().registryRequests()).isEqualTo(asked);
    }

    private WebResponse post(String user, Class<?> form, String json) throws Exception {
        return send(user, form, HttpMethod.POST, json);
    }

    private int status(String user, Class<?> form, HttpMethod method) throws Exception {
        return send(user, form, method, "{}").getStatusCode();
    }

    private WebResponse send(String user, Class<?> form, HttpMethod method, String json) throws Exception {
        return send(user, form, method, List.of(new NameValuePair("json", json)));
    }

    private WebResponse send(String user, Class<?> form, HttpMethod method, List<NameValuePair> parameters)
            throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.withThrowExceptionOnFailingStatusCode(false).login(user);
            WebRequest request = new WebRequest(
                    new URL(jenkins.getURL() + job.getUrl() + "descriptorByName/" + form.getName() + "/dryRun"),
                    method);
            request.setRequestParameters(parameters);
            return client.loadWebResponse(client.addCrumb(request));
        }
    }
}
