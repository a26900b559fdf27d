package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hamcrest.CoreMatchers;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, for all tests of a class. The class is skipped where there is none. */
public final class Browser extends ExternalResource {

    private static final String IS_QUIET =
            "return document.readyState === 'complete' && watchedByTest.requests === 0 && document.fonts.status === 'loaded'";
    private static final String NEXT_FRAMES =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";

    /** It warns of versions of Chromium whose protocol it does not know; nothing of that is used here. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        DEVTOOLS.setLevel(Level.SEVERE);
    }

    private final TemporaryFolder folder = new TemporaryFolder();
    private ChromeDriver driver;

    @Override
    protected void before() throws Throwable {
        RealPrograms.requireAll("chromium", "chromedriver");
        String chromium = RealPrograms.require("chromium");
        String chromedriver = RealPrograms.require("chromedriver");
        folder.create();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // root may not start it otherwise, and it opens what the test serves only
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en-US",
                "--no-proxy-server",
                "--user-data-dir=" + folder.newFolder("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(chromedriver))
                .usingAnyFreePort()
                .withEnvironment(Map.of("HOME", folder.newFolder("home").toString()))
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(RealPrograms.PATIENCE).pageLoadTimeout(RealPrograms.PATIENCE);
        send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", resource("before-page.js")));
        driver.get("about:blank");
    }

    @Override
    protected void after() {
        if (driver != null) {
            driver.quit();
        }
        folder.delete();
    }

    /** Sends this with all requests from now on, such as who asks; nothing if empty. */
    void sendHeaders(Map<String, String> headers) {
        send("Network.enable", Map.of());
        send("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    /** Knows nothing any longer of who asked, and shows no page. */
    void forget() {
        driver.manage().deleteAllCookies();
        sendHeaders(Map.of());
        driver.get("about:blank");
    }

    /** Opens a page and waits until it is complete. What the page before wrote to the console is forgotten. */
    void open(String address) {
        driver.manage().logs().get(LogType.BROWSER);
        driver.get(address);
        awaitQuiet();
    }

    /** Waits until nothing is under way and what is changed is drawn. */
    void awaitQuiet() {
        untilTrue(IS_QUIET);
        driver.executeAsyncScript(NEXT_FRAMES);
    }

    /** Waits until a script returns true instead of what it waits for, and nothing is under way. */
    void awaitTrue(String script) {
        untilTrue(script);
        awaitQuiet();
    }

    private void untilTrue(String script) {
        await().atMost(RealPrograms.PATIENCE).until(() -> run(script), CoreMatchers.equalTo(true));
    }

    void look(Look look) {
        resize(look.width(), look.height());
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", look.theme()))));
        awaitQuiet();
    }

    /** Real widths: a window would not be narrower than 500 pixels. */
    private void resize(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Runs a script in the page; returns what it returns, as Selenium converts it. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The same with a script that calls its last argument when it is done. */
    Object runUntilDone(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Errors that were written to the console since the page was opened. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(entry.getMessage());
            }
        }
        return errors;
    }

    /** Keeps a picture of an element, all of it. */
    void picture(String selector, Path file) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, Object> box = (Map<String, Object>) run("""
                const box = document.querySelector(arguments[0]).getBoundingClientRect();
                return {x: Math.max(0, box.x + scrollX), y: box.y + scrollY, width: box.width, height: box.height, scale: 1}""", selector);
        Map<String, Object> answer =
                send("Page.captureScreenshot", Map.of("clip", box, "captureBeyondViewport", true, "format", "png"));
        Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
    }

    private Map<String, Object> send(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** A script beside this class. */
    static String resource(String name) {
        String path = name.startsWith("/")
                ? name
                : "/" + Browser.class.getPackageName().replace('.', '/') + "/" + name;
        try (InputStream stream = Browser.class.getResourceAsStream(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
