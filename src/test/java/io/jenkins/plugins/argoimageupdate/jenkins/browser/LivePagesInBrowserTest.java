package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;

/** What pages do in a real browser when somebody uses them. */
public class LivePagesInBrowserTest {

    private static final Browser BROWSER = new Browser();
    private static final JenkinsRule JENKINS = new JenkinsRule();
    private static final DemoJenkins DEMO = new DemoJenkins();

    /** Without a browser, nothing is started. */
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(BROWSER).around(DEMO).around(JENKINS);

    private final SampleJenkins jenkins = new SampleJenkins(JENKINS, DEMO);

    static {
        JENKINS.timeout = 0; // starting a browser may take long
    }

    @Before
    public void openAJob() throws Exception {
        State state = States.all().stream()
                .filter(one -> one.name().equals("five images, one failing"))
                .findFirst()
                .orElseThrow();
        state.filling().fill(jenkins);
        BROWSER.look(Look.WIDE_LIGHT);
        BROWSER.open(JENKINS.getURL() + jenkins.address(Page.JOB));
    }

    @After
    public void leave() throws Exception {
        BROWSER.forget();
        jenkins.clear();
    }

    @Test
    public void aSessionThatHasEndedIsSaidInsteadOfABareError() {
        String address = (String) BROWSER.run("return location.href");

        BROWSER.run("crumb.value = 'of-a-session-that-has-ended'; document.querySelector('.aiu-post button').click()");
        BROWSER.awaitTrue("return document.querySelector('.aiu-live-status').textContent.includes('session')");

        assertThat(BROWSER.run("return document.querySelector('.aiu-live-status').textContent"))
                .isEqualTo("Your session has ended. Reload the page to log in again.");
        assertThat(BROWSER.run("return document.querySelector('.aiu-live-status').offsetHeight > 8"))
                .as("it can be seen")
                .isEqualTo(true);
        assertThat(BROWSER.run("return location.href")).isEqualTo(address);
        assertThat(BROWSER.run("return document.querySelector('.aiu-post button').disabled"))
                .isEqualTo(false);
    }

    @Test
    public void theChartTellsTimesAsItsTableDoes() {
        String took =
                (String) BROWSER.run("return document.querySelector('.aiu-chart tbody tr td:last-child').textContent");

        BROWSER.run("""
                document.querySelector('.echarts-trend').scrollIntoView();
                document.querySelector('.echarts-trend').echart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0})""");
        BROWSER.awaitTrue("return document.querySelector('.echarts-trend').textContent.includes('Built')");

        assertThat((String) BROWSER.run("return document.querySelector('.echarts-trend').textContent"))
                .contains("Built → live: " + took, "Median: ")
                .doesNotContain("(minutes)");
    }
}
