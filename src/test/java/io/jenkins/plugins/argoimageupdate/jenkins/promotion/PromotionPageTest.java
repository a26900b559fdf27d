package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleBuilds;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleStages;
import java.time.Instant;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class PromotionPageTest {

    private static final SampleReports REPORTS = new SampleReports(Instant.now().minusSeconds(600));

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void theChainIsTakenFromWhatTheJobsAskedFor() throws Exception {
        chain();

        JSONArray chains = chains("");
        assertThat(chains.size()).isEqualTo(1);
        assertThat(chains.getJSONObject(0).getString("name")).isEqualTo("shop-dev → shop-staging → shop-prod");
        JSONObject staging = stage(chains, 1);
        assertThat(staging.getString("promotedFrom")).isEqualTo("shop-dev");
        assertThat(staging.getString("job")).isEqualTo("release/staging");
        assertThat(staging.getInt("depth")).isEqualTo(1);
        JSONObject frontend = staging.getJSONArray("images").getJSONObject(0);
        assertThat(frontend.getString("live")).isEqualTo(SampleReports.OLD);
        assertThat(frontend.getString("ahead")).isEqualTo(SampleReports.NEW);
        assertThat(frontend.getBoolean("behind")).isTrue();
        assertThat(frontend.getInt("versionsBehind")).isEqualTo(1);
        assertThat(frontend.getString("waitsFor")).isEqualTo("healthy in shop-dev for 40 min of 2 h");
        JSONObject production = stage(chains, 2).getJSONArray("images").getJSONObject(0);
        assertThat(production.getBoolean("behind")).isFalse();

        HtmlPage page = jenkins.createWebClient().goTo("image-promotion/");
        assertThat(page.asNormalizedText())
                .contains(
                        "shop-dev → shop-staging → shop-prod",
                        "1 version behind",
                        "healthy in shop-dev for 40 min of 2 h")
                .contains("promoted from shop-dev after 2h");
    }

    @Test
    public void aFolderShowsItsOwnPromotionsWithTheirSources() throws Exception {
        chain();
        Folder other = jenkins.createProject(Folder.class, "other");

        assertThat(chains("job/release/").getJSONObject(0).getString("name"))
                .isEqualTo("shop-dev → shop-staging → shop-prod");
        assertThat(chains("job/other/").size()).isZero();
        assertThat(other.getAction(PromotionPage.class).getIconFileName()).isNull();
        assertThat(jenkins.jenkins
                        .getItemByFullName("release", Folder.class)
                        .getAction(PromotionPage.class)
                        .getIconFileName())
                .isNotNull();
        assertThat(jenkins.createWebClient().goTo("job/other/image-promotion/").asNormalizedText())
                .contains("Nothing is promoted here");
    }

    @Test
    public void jobsThatTheReaderMayNotReadAreLeftOut() throws Exception {
        FreeStyleProject[] jobs = chain();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "visitor")
                .grant(Item.READ)
                .onItems(jenkins.jenkins.getItemByFullName("release", Folder.class), jobs[2])
                .to("reader"));

        JenkinsRule.WebClient reader = jenkins.createWebClient().login("reader");
        String seen = reader.goTo("image-promotion/api/json?depth=3", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(seen).contains("release/prod").doesNotContain("release/staging", "shop-dev");
        String visitor = jenkins.createWebClient()
                .login("visitor")
                .goTo("image-promotion/api/json?depth=3", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(visitor).doesNotContain("shop-");
    }

    @Test
    public void applicationsThatPromoteFromEachOtherAreAnError() throws Exception {
        build(
                jenkins.createFreeStyleProject("a"),
                "shop-a",
                "shop-b",
                "",
                SampleStages.of("shop-a", REPORTS.healthy()));
        build(
                jenkins.createFreeStyleProject("b"),
                "shop-b",
                "shop-a",
                "",
                SampleStages.of("shop-b", REPORTS.healthy()));
        build(
                jenkins.createFreeStyleProject("c"),
                "shop-c",
                "shop-b",
                "",
                SampleStages.of("shop-c", REPORTS.healthy()));

        JSONArray chains = chains("");
        assertThat(chains.size()).isEqualTo(1);
        assertThat(chains.getJSONObject(0).getString("error"))
                .contains("promoted from each other", "shop-a, shop-b")
                .doesNotContain("shop-c");
        assertThat(jenkins.createWebClient().goTo("image-promotion/").asNormalizedText())
                .contains("promoted from each other");
    }

    @Test
    public void ofSeveralJobsThatPromoteToAnApplicationTheNewestStateIsShown() throws Exception {
        CycleReport before = new SampleReports(Instant.now().minusSeconds(7_200)).current();
        FreeStyleProject dryRun = jenkins.createFreeStyleProject("a-dry-run");
        build(dryRun, "shop-prod", "shop-staging", "", SampleStages.waiting("shop-prod", "shop-staging", before));
        build(
                jenkins.createFreeStyleProject("prod"),
                "shop-prod",
                "shop-staging",
                "",
                SampleStages.of("shop-prod", REPORTS.healthy()));

        JSONObject stage = stage(chains(""), 1);

        assertThat(stage.getString("job")).isEqualTo("prod");
        assertThat(stage.getJSONArray("images").getJSONObject(0).getString("live"))
                .isEqualTo(SampleReports.NEW);

        CycleReport after = new SampleReports(Instant.now()).current();
        build(dryRun, "shop-prod", "shop-staging", "", SampleStages.waiting("shop-prod", "shop-staging", after));
        JSONObject later = stage(chains(""), 1);
        assertThat(later.getString("job")).isEqualTo("prod");
        assertThat(later.getJSONArray("images").getJSONObject(0).getString("live"))
                .isEqualTo(SampleReports.OLD);
    }

    @Test
    public void theChainIsKnownAfterAReloadAndWhenAJobIsRenamedOrDeleted() throws Exception {
        FreeStyleProject[] jobs = chain();
        jobs[1].renameTo("pre-production");
        jenkins.jenkins.reload();

        assertThat(stage(chains(""), 1).getString("job")).isEqualTo("release/pre-production");
        jenkins.jenkins.getItemByFullName("release/prod").delete();
        assertThat(chains("").getJSONObject(0).getString("name")).isEqualTo("shop-dev → shop-staging");
    }

    private FreeStyleProject[] chain() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "release");
        FreeStyleProject dev = jenkins.createFreeStyleProject("dev");
        FreeStyleProject staging = folder.createProject(FreeStyleProject.class, "staging");
        FreeStyleProject prod = folder.createProject(FreeStyleProject.class, "prod");
        build(dev, "shop-dev", "", "", SampleStages.of("shop-dev", REPORTS.healthy()));
        build(
                staging,
                "shop-staging",
                "shop-dev",
                "2h",
                SampleStages.waiting("shop-staging", "shop-dev", REPORTS.current()));
        build(
                prod,
                "shop-prod",
                "shop-staging",
                "1d",
                SampleStages.waiting("shop-prod", "shop-staging", REPORTS.current()));
        return new FreeStyleProject[] {dev, staging, prod};
    }

    private void build(FreeStyleProject job, String application, String from, String soak, CycleReport report)
            throws Exception {
        SampleBuilds.build(jenkins, job, SampleStages.arguments(application, from, soak), report);
    }

    private JSONArray chains(String folder) throws Exception {
        return jenkins.getJSON(folder + "image-promotion/api/json?depth=3")
                .getJSONObject()
                .getJSONArray("chains");
    }

    private static JSONObject stage(JSONArray chains, int position) {
        return chains.getJSONObject(0).getJSONArray("stages").getJSONObject(position);
    }
}
