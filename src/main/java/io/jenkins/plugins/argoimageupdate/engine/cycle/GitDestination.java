package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WriteBack;
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
