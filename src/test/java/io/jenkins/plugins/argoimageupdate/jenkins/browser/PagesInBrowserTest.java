package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.WarExploder;

/**
 * Opens every page in every state in a real browser, wide and narrow, light and dark. With {@code -Dargoimageupdate.state=<name>} there is
 * only that state, and with {@code -Dargoimageupdate.pictures=<folder>} the test keeps a picture of each look.
 */
@RunWith(Parameterized.class)
public class PagesInBrowserTest {

    private static final String STATE = System.getProperty("argoimageupdate.state");
    private static final String PICTURES = System.getProperty("argoimageupdate.pictures");
    private static final KnownFindings KNOWN = KnownFindings.read();
    private static final Browser BROWSER = new Browser();
    private static final JenkinsRule JENKINS = new JenkinsRule();
    private static final DemoJenkins DEMO = new DemoJenkins();

    /** Without a browser, nothing is started. */
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(BROWSER).around(DEMO).around(JENKINS);

    private final PageChecks checks = new PageChecks(BROWSER);
    private final SampleJenkins jenkins = new SampleJenkins(JENKINS, DEMO);
    private final State state;

    static {
        JENKINS.timeout = 0; // the pages of all states are looked at in the same Jenkins
    }

    public PagesInBrowserTest(State state) {
        this.state = state;
    }

    @Parameters(name = "{0}")
    public static List<State> states() {
        return States.all().stream()
                .filter(state -> STATE == null || state.name().equals(STATE))
                .toList();
    }

    /** Jenkins' own dark theme, for those whose system is dark. */
    @BeforeClass
    public static void followTheSystem() {
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
    }

    /** The harness leaves the symbols of the war out of the class path, and pages show a cross for each. */
    @BeforeClass
    public static void addSymbols() throws Exception {
        Path classes = Path.of(PagesInBrowserTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path symbols = Path.of("images", "symbols");
        FileUtils.copyDirectory(
                WarExploder.getExplodedDir()
                        .toPath()
                        .resolve("WEB-INF/classes")
                        .resolve(symbols)
                        .toFile(),
                classes.resolve(symbols).toFile());
    }

    @After
    public void leave() throws Exception {
        BROWSER.forget();
        jenkins.clear();
    }

    @Test
    public void nothingIsWrongWithAnyPage() throws Exception {
        state.filling().fill(jenkins);
        if (!state.user().isEmpty()) {
            String pair = state.user() + ":" + state.user();
            BROWSER.sendHeaders(Map.of(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        }
        List<String> findings = new ArrayList<>();
        for (Page page : state.pages()) {
            look(page).forEach((finding, looks) -> {
                if (!KNOWN.has(page, state, finding)) {
                    findings.add(page + ", " + looks + ": " + finding);
                }
            });
        }
        assertThat(String.join("\n", findings))
                .as("the state '%s', %d findings", state, findings.size())
                .isEmpty();
    }

    /** Once a page is mended, its line has to go from the file. */
    @AfterClass
    public static void allKnownFindingsAreThere() {
        if (STATE == null) {
            assertThat(KNOWN.unseen()).as("known findings that are no more").isEmpty();
        }
    }

    /** What is wrong with a page, and in which looks. */
    private Map<Finding, List<Look>> look(Page page) throws IOException {
        BROWSER.look(Look.WIDE_LIGHT);
        BROWSER.open(JENKINS.getURL() + jenkins.address(page));
        page.prepare(BROWSER);
        Map<Finding, List<Look>> findings = new LinkedHashMap<>();
        for (Look look : Look.values()) {
            BROWSER.look(look);
            List<Finding> found = new ArrayList<>(checks.ofScripts());
            if (page.hasOwn()) {
                found.addAll(checks.of(look, page.own()));
            }
            found.forEach(finding ->
                    findings.computeIfAbsent(finding, any -> new ArrayList<>()).add(look));
            keepPicture(page, look);
        }
        return findings;
    }

    private void keepPicture(Page page, Look look) throws IOException {
        if (PICTURES != null) {
            Path folder = Files.createDirectories(Path.of(PICTURES));
            String name =
                    String.join("-", state.fileName(), page.fileName(), String.valueOf(look.width()), look.theme());
            BROWSER.picture("body", folder.resolve(name + ".png"));
        }
    }
}
