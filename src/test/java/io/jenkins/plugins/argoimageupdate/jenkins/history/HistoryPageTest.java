package io.jenkins.plugins.argoimageupdate.jenkins.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleBuilds;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Reads long histories: pages, search and chart. */
public class HistoryPageTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private FreeStyleProject job;

    @Before
    public void createJob() throws Exception {
        job = JENKINS.createFreeStyleProject();
    }

    @After
    public void openToAll() {
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .toEveryone());
    }

    @Test
    public void hasARowForEachBuildAndTwentyFiveRowsOnAPage() throws Exception {
        SampleHistory.write(job, 200, 5);
        HtmlPage page = open("");

        assertThat(page.querySelectorAll("table.aiu-stack tbody tr")).hasSize(25);
        assertThat(page.querySelectorAll("li.aiu-chip")).hasSize(125);
        assertThat(page.asNormalizedText())
                .contains("Builds 1–25 of 200", "#200", "#176")
                .doesNotContain("#175");
        assertThat(page.querySelectorAll("nav.aiu-pages a[aria-current=page]")).hasSize(1);
        assertThat(open("?page=8").asNormalizedText()).contains("Builds 176–200 of 200", "#1");
        assertThat(open("?page=3")
                        .<DomNode>querySelector("a[aria-current=page]")
                        .asNormalizedText())
                .isEqualTo("3");
    }

    @Test
    public void showsTheLastPageWhereThereIsNone() throws Exception {
        SampleHistory.write(job, 30, 1);
        assertThat(open("?page=99").asNormalizedText()).contains("Builds 26–30 of 30");
        for (String odd : List.of("0", "-1", "x", "99999999999")) {
            assertThat(open("?page=" + odd).asNormalizedText()).as(odd).contains("Builds 1–25 of 30");
        }
    }

    @Test
    public void findsWordsInApplicationsImagesTagsAndCommits() throws Exception {
        SampleHistory.write(job, 40, 5);
        assertThat(builds("?search=" + SampleHistory.tag(39))).containsExactly("#40", "#39");
        assertThat(builds("?search=1CCE0007")).containsExactly("#7");
        assertThat(builds("?search=lyzhang1999/worker%20example%20" + SampleHistory.tag(3)))
                .containsExactly("#4", "#3");
        assertThat(builds("?image=sidecar&search=" + SampleHistory.tag(40))).containsExactly("#40");
        HtmlPage none = open("?search=nothing-like-this");
        assertThat(none.asNormalizedText()).contains("No build found.").doesNotContain("Builds 1");
        assertThat(none.querySelectorAll("table.aiu-stack")).isEmpty();
    }

    @Test
    public void linksOfPagesHaveWhatWasAskedForAndNothingElse() throws Exception {
        SampleHistory.write(job, 60, 2);
        HtmlPage page = open("?image=backend&search=example&page=2&Jenkins-Crumb=abc");
        List<String> links = page.querySelectorAll("nav.aiu-pages a").stream()
                .map(link -> ((HtmlAnchor) link).getHrefAttribute())
                .toList();

        assertThat(links)
                .containsExactly(
                        "./?image=backend&search=example",
                        "./?image=backend&search=example",
                        "./?image=backend&search=example&page=2",
                        "./?image=backend&search=example&page=3",
                        "./?image=backend&search=example&page=3");
        assertThat(page.querySelectorAll("a[href='csv?image=backend&search=example']"))
                .hasSize(1);
    }

    @Test
    public void aChoiceOpensThePageWithNoCrumbInItsAddress() throws Exception {
        SampleHistory.write(job, 3, 2);
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        HtmlPage page = client.getPage(job, "image-updates/");
        HtmlSelect images = page.getForms().stream()
                .flatMap(form -> form.getSelectsByName("image").stream())
                .findFirst()
                .orElseThrow();
        images.setSelectedAttribute("backend", true);
        client.waitForBackgroundJavaScript(10_000);

        HtmlPage chosen = (HtmlPage) client.getCurrentWindow().getEnclosedPage();
        assertThat(chosen.getUrl().getQuery()).isEqualTo("image=backend");
        assertThat(chosen.querySelectorAll("li.aiu-chip")).hasSize(3);
    }

    @Test
    public void exportsAndRemoteApiHaveAllThatIsFound() throws Exception {
        SampleHistory.write(job, 60, 2);
        String asked = "?image=backend&search=example&page=2";
        assertThat(JSONArray.fromObject(text("json" + asked)).size()).isEqualTo(60);
        assertThat(text("csv" + asked).lines()).hasSize(61);
        JSONArray changes = JSONObject.fromObject(text("api/json" + asked)).getJSONArray("changes");
        assertThat(changes.size()).isEqualTo(60);
        assertThat(changes.getJSONObject(0).keySet())
                .isEqualTo(Set.of(
                        "application",
                        "applicationUrl",
                        "at",
                        "build",
                        "commit",
                        "from",
                        "image",
                        "kind",
                        "leadMillis",
                        "name",
                        "outcome",
                        "reason",
                        "to"));
        assertThat(open("api/").asNormalizedText()).contains("Image update history", "leadMillis", "HEALTHY, WRITTEN");
    }

    @Test
    public void linksCommitAndApplication() throws Exception {
        SampleBuilds.build(JENKINS, job, new SampleReports(Instant.now()).healthy());
        HtmlPage page = open("");

        assertThat(page.querySelectorAll("table a[href='" + SampleReports.ARGO_CD + "']"))
                .hasSize(1);
        assertThat(page.querySelectorAll("table a[href$='/commit/" + SampleReports.COMMIT + "']"))
                .hasSize(1);
        assertThat(page.querySelectorAll("table a[href='../1/image-update/']")).hasSize(1);
    }

    @Test
    public void namesTheImageThatFailed() throws Exception {
        SampleHistory.write(job, 7, 5);
        HtmlPage page = open("");

        assertThat(page.querySelectorAll("li.aiu-chip-problem")).hasSize(1);
        assertThat(page.<DomNode>querySelector("li.aiu-chip-problem").asNormalizedText())
                .contains("frontend", SampleHistory.tag(7), "Failed", "cannot start: ImagePullBackOff");
        assertThat(page.asNormalizedText()).contains("1 of 5 images");
    }

    @Test
    public void drawsAChartFromFiveUpdatesOn() throws Exception {
        SampleHistory.write(job, 4, 1);
        assertThat(open("").asNormalizedText()).contains("Lead time, last 4 updates: median 1 min 50 s");
        assertThat(open("").querySelectorAll(".echarts-trend")).isEmpty();
        SampleHistory.write(job, 5, 1);
        HtmlPage page = open("");
        assertThat(page.querySelectorAll(".echarts-trend")).hasSize(1);
        assertThat(page.asNormalizedText())
                .contains("Lead time, last 5 updates: median 1 min 42 s, longest 2 min 16 s", "Show as table");
        assertThat(page.querySelectorAll(".aiu-chart details tbody tr")).hasSize(5);
        assertThat(client().getPage(job).querySelectorAll(".echarts-trend")).hasSize(1);
    }

    @Test
    public void theChartHasTheLastTwentyUpdatesInAUnitThatSuitsThem() throws Exception {
        SampleHistory.write(job, 30, 1);
        JSONObject model = JSONObject.fromObject(chart().getBuildTrendModel());

        assertThat(model.getJSONArray("domainAxisLabels").size()).isEqualTo(20);
        assertThat(model.getJSONArray("series").getJSONObject(0).getString("name"))
                .isEqualTo("Built → live (seconds)");
        assertThat(model.getJSONArray("series")
                        .getJSONObject(0)
                        .getJSONArray("data")
                        .getDouble(0))
                .isEqualTo(119.0);
    }

    @Test
    public void whoMayNotReadTheJobGetsNoChart() throws Exception {
        SampleHistory.write(job, 30, 1);
        LeadTimeChart chart = chart();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("visitor")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));

        try (ACLContext visitor = ACL.as(User.getById("visitor", true))) {
            assertThatThrownBy(chart::getBuildTrendModel).isInstanceOf(AccessDeniedException3.class);
        }
        try (ACLContext reader = ACL.as(User.getById("reader", true))) {
            assertThat(chart.getBuildTrendModel()).contains("#30");
        }
    }

    private LeadTimeChart chart() {
        return new LeadTimeChart(job, LeadTimes.of(UpdateHistory.of(job).entries()));
    }

    private List<String> builds(String asked) throws Exception {
        return open(asked).querySelectorAll("table.aiu-stack tbody td[role=rowheader] span[title]").stream()
                .map(DomNode::asNormalizedText)
                .filter(text -> text.startsWith("#"))
                .toList();
    }

    private HtmlPage open(String asked) throws Exception {
        return client().getPage(job, "image-updates/" + asked);
    }

    private String text(String path) throws Exception {
        return client().goTo(job.getUrl() + "image-updates/" + path, null)
                .getWebResponse()
                .getContentAsString();
    }

    private static JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false);
    }
}
