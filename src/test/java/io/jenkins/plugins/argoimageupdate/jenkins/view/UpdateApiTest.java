package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import java.time.Instant;
import net.sf.json.JSONObject;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What programs read of an update. */
public class UpdateApiTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private Run<?, ?> build;

    @Before
    public void createBuild() throws Exception {
        build = SampleBuilds.build(
                JENKINS, JENKINS.createFreeStyleProject(), new SampleReports(Instant.now()).failed());
    }

    @Test
    public void tellsEachImageWithoutAskingForADepth() throws Exception {
        JSONObject update = update("");
        assertThat(update.getString("state")).isEqualTo("FINISHED");
        JSONObject application = update.getJSONArray("applications").getJSONObject(0);
        assertThat(application.getString("name")).isEqualTo("example");
        assertThat(application.getString("commit")).isEqualTo(SampleReports.COMMIT);
        JSONObject image = application.getJSONArray("images").getJSONObject(0);
        assertThat(image.getString("name")).isEqualTo("frontend");
        assertThat(image.getString("outcome")).isEqualTo("UPDATED");
        assertThat(image.getString("status")).isEqualTo("CANNOT_START");
        assertThat(image.getString("from")).isEqualTo(SampleReports.OLD);
        assertThat(image.getString("to")).isEqualTo(SampleReports.NEW);
        assertThat(image.getString("toDigest")).startsWith("sha256:9f8e7d6c");
        assertThat(update.getJSONArray("requests").getJSONObject(0).getString("server"))
                .isEqualTo("registry-1.docker.io");
    }

    @Test
    public void tellsResourcesToWhomAsksForThem() throws Exception {
        assertThat(update("").toString()).doesNotContain("resources");
        assertThat(update("?depth=2").toString()).contains("Back-off pulling image lyzhang1999/frontend:main-b99bc73");
    }

    @Test
    public void isDescribedOnAPage() throws Exception {
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(client.getPage(build, "image-update/api/").asNormalizedText())
                    .contains("Image updates of this build", "updates[].applications[].images", "CANNOT_START");
        }
    }

    private JSONObject update(String query) throws Exception {
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false)) {
            return JSONObject.fromObject(
                            client.goTo(build.getUrl() + "image-update/api/json" + query, "application/json")
                                    .getWebResponse()
                                    .getContentAsString())
                    .getJSONArray("updates")
                    .getJSONObject(0);
        }
    }
}
