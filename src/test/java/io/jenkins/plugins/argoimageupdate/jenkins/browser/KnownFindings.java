package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is known to be wrong with pages, and to be mended: {@code known-findings.txt}. */
final class KnownFindings {

    private static final String ANY_STATE = "*";

    /** A page, a state or a star for any, and how the text of the finding begins. */
    private record Line(String page, String state, String beginning) {

        private static Line of(String line) {
            String[] parts = line.split(" \\| ", 3);
            return new Line(parts[0], parts[1], parts[2]);
        }

        private boolean has(Page page, State state, Finding finding) {
            return page.name().equals(this.page)
                    && (this.state.equals(ANY_STATE) || state.name().equals(this.state))
                    && finding.toString().startsWith(beginning);
        }
    }

    private final List<Line> lines;
    private final Set<Line> seen = new LinkedHashSet<>();

    private KnownFindings(List<Line> lines) {
        this.lines = lines;
    }

    static KnownFindings read() {
        return new KnownFindings(Browser.resource("known-findings.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Line::of)
                .toList());
    }

    /** Whether this is known of a page; remembers that it was met. */
    boolean has(Page page, State state, Finding finding) {
        List<Line> found =
                lines.stream().filter(line -> line.has(page, state, finding)).toList();
        seen.addAll(found);
        return !found.isEmpty();
    }

    /** Those that were not met. */
    List<String> unseen() {
        return lines.stream()
                .filter(line -> !seen.contains(line))
                .map(Line::toString)
                .toList();
    }
}
