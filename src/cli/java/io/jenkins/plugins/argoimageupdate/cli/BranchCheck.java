package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchName;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;

/** Refuses branches of a watch file that Git would not accept, before anything is asked or written. */
final class BranchCheck {

    private BranchCheck() {}

    /** @throws ConfigurationException with file and line of the first such branch */
    static void of(ConfigNode watchFile) {
        ofGit(watchFile);
        watchFile.list("applications").stream().filter(entry -> !entry.isText()).forEach(BranchCheck::ofGit);
    }

    private static void ofGit(ConfigNode owner) {
        owner.get("git").flatMap(git -> git.get("branch")).ifPresent(BranchCheck::check);
    }

    private static void check(ConfigNode branch) {
        if (branch.text().chars().filter(c -> c == ':').count() > 1) {
            throw branch.unusable("it has several colons", "Write base:push");
        }
        WriteBack.Git git = new WriteBack.Git("", "", branch.text(), "", null);
        try {
            BranchName.check(git.baseBranch());
            if (!git.pushBranch().isEmpty()) {
                BranchNameTemplate.parse(git.pushBranch()).problem().ifPresent(problem -> {
                    throw problem;
                });
            }
        } catch (ConfigurationException e) {
            throw branch.unusable(e.answer(), e.advice());
        }
    }
}
