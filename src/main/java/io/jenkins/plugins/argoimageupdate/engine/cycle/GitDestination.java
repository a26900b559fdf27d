package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.template.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.template.BranchSubject;
import io.jenkins.plugins.argoimageupdate.engine.writeback.template.TemplateChange;
import java.util.List;

/**
 * Where a plan is committed; plans with the same destination share a commit.
 *
 * @param push empty for the base branch itself
 */
record GitDestination(String url, String credentials, String base, String push) {

    static GitDestination of(PlannedApplication planned) {
        WriteBack.Git git = (WriteBack.Git) planned.spec().writeBack();
        if (git.pullRequest() != null) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "write back " + planned.spec().application().name(),
                    "pull requests cannot be opened yet",
                    "Push to a branch of its own instead: branch: '<base>:<template of the push branch>'");
        }
        List<TemplateChange> changes =
                planned.plan().changes().stream().map(TemplateChange::of).toList();
        String push = git.pushBranch().isEmpty()
                ? ""
                : BranchNameTemplate.parse(git.pushBranch())
                        .render(BranchSubject.NONE, changes)
                        .toString();
        return new GitDestination(
                planned.spec().repository(), git.credentials(), planned.spec().baseBranch(), push);
    }
}
