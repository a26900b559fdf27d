package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Messages as {@code git commit --file} leaves them. */
final class CommitMessage {

    private static final Pattern TRAILER = Pattern.compile("[A-Za-z0-9-]+: .*");

    private CommitMessage() {}

    /**
     * The message without blanks at line ends, repeated empty lines, and empty lines around it; signed off if the style says so.
     *
     * @throws ConfigurationException if nothing is left
     */
    static String of(String text, CommitStyle style) {
        List<String> lines = cleaned(CleanText.block(text));
        if (lines.isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "write the commit message",
                    "it is empty",
                    "Correct the commit message template");
        }
        if (style.signOff()) {
            signOff(lines, style.committer());
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> cleaned(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String stripped = line.stripTrailing();
            boolean repeated = lines.isEmpty() || lines.get(lines.size() - 1).isEmpty();
            if (!stripped.isEmpty() || !repeated) {
                lines.add(stripped);
            }
        }
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static void signOff(List<String> lines, GitIdentity committer) {
        String trailer = "Signed-off-by: " + committer.name() + " <" + committer.email() + ">";
        int paragraph = lines.lastIndexOf("") + 1;
        boolean trailers = paragraph > 0
                && lines.subList(paragraph, lines.size()).stream()
                        .allMatch(line -> TRAILER.matcher(line).matches());
        if (trailers && lines.get(lines.size() - 1).equals(trailer)) {
            return;
        }
        if (!trailers) {
            lines.add("");
        }
        lines.add(trailer);
    }
}
