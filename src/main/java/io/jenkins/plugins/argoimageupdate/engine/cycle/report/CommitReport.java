package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import java.util.Optional;

/**
 * What is in a commit, made or not.
 *
 * @param files changed
 * @param diff unified
 * @param author with address, such as {@code Jane <jane@example.com>}; empty when not known
 * @param signature empty for none, and when not known
 */
public record CommitReport(
        List<String> files, String diff, String message, String author, Optional<SignatureReport> signature) {

    public CommitReport {
        files = CleanText.lines(files);
        diff = CleanText.block(diff);
        message = CleanText.block(message);
        author = CleanText.line(author);
    }
}
