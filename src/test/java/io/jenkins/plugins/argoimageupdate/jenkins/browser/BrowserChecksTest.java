package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Each check finds what it is for, and nothing in a page that is fine. */
public class BrowserChecksTest {

    private static final String LONG = "a".repeat(2_000);
    private static final String WIDE = "<div style='width: 3000px; height: 20px'>wide</div>";

    @ClassRule
    public static final Browser BROWSER = new Browser();

    private static final PageChecks CHECKS = new PageChecks(BROWSER);
    private static HttpServer server;
    private static String content = "";

    @BeforeClass
    public static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = ("<!doctype html><html lang='en'><title>Test</title><link rel='icon' href='data:,'>"
                            + "<body><main id='own'><h1>Test</h1>" + content + "</main></body></html>")
                    .getBytes(StandardCharsets.UTF_8);
            boolean missing = exchange.getRequestURI().getPath().equals("/missing");
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders()
                    .add("Content-Security-Policy", "script-src 'self' 'nonce-test'; object-src 'none'");
            exchange.sendResponseHeaders(missing ? 404 : 200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    @AfterClass
    public static void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    public void nothingIsWrongWithAPageThatIsFine() {
        open("<p>All is well.</p><div style='overflow-x: auto' tabindex='0' role='region' aria-label='Table'>few</div>"
                + "<label>Name <input value='" + LONG + "'></label>"
                + "<p title='" + LONG + "' style='overflow: hidden; white-space: nowrap'>" + LONG + "</p>");
        assertThat(CHECKS.ofScripts()).isEmpty();
        for (Look look : Look.values()) {
            assertThat(checks(look)).as("%s", look).isEmpty();
        }
    }

    @Test
    public void anErrorOnTheConsoleIsFound() {
        open("<script nonce='test'>console.warn('careful'); console.error('it broke')</script>");
        assertThat(CHECKS.ofScripts()).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("console error");
            assertThat(finding.detail()).contains("it broke");
        });
        assertThat(CHECKS.ofScripts()).isEmpty();
    }

    @Test
    public void anExceptionOfAScriptIsFound() {
        open("<script nonce='test'>null.nothing</script>");
        assertThat(CHECKS.ofScripts())
                .singleElement()
                .extracting(Finding::check)
                .isEqualTo("console error");
    }

    @Test
    public void aRequestThatFailsIsFound() {
        open("<script nonce='test'>fetch('missing')</script>");
        assertThat(CHECKS.ofScripts())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("missing", "404"));
    }

    @Test
    public void aScriptThatThePolicyForbidsIsFound() {
        open("<p onclick='alert(1)'>click</p>");
        assertThat(CHECKS.ofScripts()).extracting(Finding::check).contains("content security policy");
    }

    @Test
    public void aPageThatIsWiderThanTheWindowIsFound() {
        open("<div style='width: 600px'>as wide as a desktop has room for</div>");
        assertThat(checks(Look.WIDE_LIGHT)).isEmpty();
        assertThat(checks(Look.NARROW_LIGHT)).anySatisfy(finding -> {
            assertThat(finding.check()).isEqualTo("page overflow");
            assertThat(finding.element()).contains("as wide as a desktop");
        });
    }

    @Test
    public void contentThatIsWiderThanItsBoxIsFound() {
        open("<section style='width: 200px'><p>" + "b".repeat(60) + "</p></section>");
        assertThat(checks(Look.WIDE_LIGHT)).extracting(Finding::check).containsExactly("overflow");
    }

    @Test
    public void whatTheKeyboardCannotScrollIsFound() {
        open("<div style='overflow-x: auto'>" + WIDE + "</div>");
        assertThat(checks(Look.WIDE_LIGHT)).extracting(Finding::check).contains("scrolled by mouse only");
    }

    @Test
    public void aTableThatHasToBeScrolledInAWideWindowIsFound() {
        open("<div style='overflow-x: auto' tabindex='0' role='region' aria-label='Table'>" + WIDE + "</div>");
        assertThat(checks(Look.WIDE_LIGHT)).extracting(Finding::check).containsExactly("table cut");
        assertThat(checks(Look.NARROW_LIGHT)).isEmpty();
    }

    @Test
    public void textThatIsCutIsFound() {
        for (String cut : List.of(
                "<p style='overflow: hidden; text-overflow: ellipsis; white-space: nowrap'>" + LONG + "</p>",
                "<p style='overflow: hidden; height: 10px; line-height: 20px'>too high</p>",
                "<div style='overflow: hidden; width: 200px'><p style='position: relative; left: 150px'>outside of it</p></div>")) {
            open(cut);
            assertThat(checks(Look.WIDE_LIGHT))
                    .extracting(Finding::check)
                    .as(cut)
                    .contains("text cut");
        }
    }

    @Test
    public void aButtonWithoutANameIsFound() {
        open("<button type='button'></button>");
        assertThat(checks(Look.WIDE_LIGHT)).extracting(Finding::check).containsExactly("axe button-name");
    }

    @Test
    public void textThatIsHardToReadInTheDarkIsFound() {
        open("<style>:root { color-scheme: light dark } body { background: Canvas } </style>"
                + "<p style='color: #333'>dark on light</p>");
        assertThat(checks(Look.WIDE_LIGHT)).isEmpty();
        assertThat(checks(Look.WIDE_DARK)).extracting(Finding::check).containsExactly("axe color-contrast");
    }

    private static void open(String html) {
        content = html;
        BROWSER.look(Look.WIDE_LIGHT);
        BROWSER.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static List<Finding> checks(Look look) {
        BROWSER.look(look);
        return CHECKS.of(look, "#own");
    }
}
