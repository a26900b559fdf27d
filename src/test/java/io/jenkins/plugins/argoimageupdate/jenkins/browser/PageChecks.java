package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What must not be wrong with a page that is open. */
final class PageChecks {

    /** It does not find its caption on the new page of a build. */
    private static final Pattern OF_JENKINS = Pattern.compile("/adjuncts/\\w+/lib/hudson/build-caption.js");

    private static final Pattern PORT = Pattern.compile("http://localhost:\\d+/");
    private static final String LAYOUT = Browser.resource("layout-checks.js");
    private static final String AXE = Browser.resource("/axe.min.js");
    private static final String ACCESSIBILITY = Browser.resource("axe-checks.js");

    private final Browser browser;

    PageChecks(Browser browser) {
        this.browser = browser;
    }

    /** What the page has met since it was opened: errors on the console and violations of the content security policy. */
    List<Finding> ofScripts() {
        List<Finding> findings = new ArrayList<>();
        for (Object violation : (List<?>) browser.run("return watchedByTest.violations.splice(0)")) {
            findings.add(new Finding("content security policy", "", violation.toString()));
        }
        for (String error : browser.errors()) {
            if (!OF_JENKINS.matcher(error).find()) {
                findings.add(
                        new Finding("console error", "", PORT.matcher(error).replaceFirst("http://localhost/")));
            }
        }
        return findings;
    }

    /**
     * What people cannot see or use in this look.
     *
     * @param own selector of the plugin's own parts of the page
     */
    List<Finding> of(Look look, String own) {
        List<Finding> findings = new ArrayList<>(convert(browser.run(LAYOUT, own, look.isRoomy())));
        if (browser.run("return typeof axe").equals("undefined")) {
            browser.run(AXE);
        }
        findings.addAll(convert(browser.runUntilDone(ACCESSIBILITY, own)));
        return findings;
    }

    private static List<Finding> convert(Object answer) {
        List<Finding> findings = new ArrayList<>();
        for (Object one : (List<?>) answer) {
            Map<?, ?> fields = (Map<?, ?>) one;
            findings.add(new Finding(
                    (String) fields.get("check"), (String) fields.get("element"), (String) fields.get("detail")));
        }
        return findings;
    }
}
