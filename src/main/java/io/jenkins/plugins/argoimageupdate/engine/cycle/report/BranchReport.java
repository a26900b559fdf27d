package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * A branch that is written.
 *
 * @param repository its URL, without user info
 */
public record BranchReport(String repository, String name) {

    public BranchReport {
        repository = CleanText.line(repository);
        name = CleanText.line(name);
    }

    /** The last part of the repository's URL, such as {@code kubernetes-example-helm}. */
    public String repositoryName() {
        return repository.replaceFirst("/+$", "").replaceFirst("\\.git$", "").replaceFirst(".*[/:]", "");
    }
}
