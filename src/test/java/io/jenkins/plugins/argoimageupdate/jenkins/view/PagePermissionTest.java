package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Asks every address of the pages of builds and jobs as people who may read the job, and as others. */
public class PagePermissionTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void showsPagesToThoseWhoMayReadTheJob() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("visitor")
                .grant(Jenkins.READ, Item.DISCOVER)
                .everywhere()
                .to("discoverer")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        Run<?, ?> build = SampleBuilds.build(jenkins, job, new SampleReports(Instant.now()).healthy());
        List<String> pages = Stream.concat(
                        Stream.of("", "progress", "contentFragment", "cardFragment", "api/json")
                                .map(path -> build.getUrl() + "image-update/" + path),
                        Stream.of("", "csv", "json").map(path -> job.getUrl() + "image-updates/" + path))
                .toList();
        for (String page : pages) {
            assertThat(status("", page, HttpMethod.GET)).as(page).isIn(401, 403, 404);
            assertThat(status("visitor", page, HttpMethod.GET)).as(page).isEqualTo(404);
            assertThat(status("discoverer", page, HttpMethod.GET)).as(page).isIn(403, 404);
            assertThat(status("reader", page, HttpMethod.GET)).as(page).isEqualTo(200);
        }
        for (String data : List.of("progress", "csv", "json")) {
            String page = data.equals("progress") ? build.getUrl() + "image-update/" : job.getUrl() + "image-updates/";
            assertThat(status("reader", page + data, HttpMethod.POST)).as(data).isIn(404, 405);
        }
    }

    private int status(String user, String path, HttpMethod method) throws Exception {
        JenkinsRule.WebClient client =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(client.createCrumbedUrl(path), method);
        return (user.isEmpty() ? client : client.withBasicApiToken(user))
                .loadWebResponse(request)
                .getStatusCode();
    }
}
