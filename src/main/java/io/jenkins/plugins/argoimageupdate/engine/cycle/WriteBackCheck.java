package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchName;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequestHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether Applications could be written as configured, also where there is nothing to write now: that their credentials can be had,
 * pull requests opened and branches named. Asks no server.
 */
final class WriteBackCheck {

    private final Connections connections;
    private final Map<List<String>, GitRemote> remotes = new HashMap<>();
    private final Map<List<String>, UpdateException> refused = new HashMap<>();

    WriteBackCheck(Connections connections) {
        this.connections = connections;
    }

    Optional<UpdateException> problem(WatchSpec spec) {
        if (!(spec.writeBack() instanceof WriteBack.Git git)) {
            return Optional.empty();
        }
        try {
            GitRemote remote = remote(List.of(spec.repository(), git.credentials()));
            BranchName.check(git.baseBranch());
            if (git.pullRequest() != null) {
                PullRequestHost.of(remote, git.pullRequest().provider());
            }
            return git.pushBranch().isEmpty()
                    ? Optional.empty()
                    : BranchNameTemplate.parse(git.pushBranch()).problem().map(UpdateException.class::cast);
        } catch (UpdateException failure) {
            return Optional.of(failure);
        }
    }

    private GitRemote remote(List<String> urlAndCredentials) {
        if (refused.containsKey(urlAndCredentials)) {
            throw refused.get(urlAndCredentials);
        }
        try {
            return remotes.computeIfAbsent(urlAndCredentials, key -> connections.repository(key.get(0), key.get(1)));
        } catch (UpdateException failure) {
            refused.put(urlAndCredentials, failure);
            throw failure;
        }
    }
}
