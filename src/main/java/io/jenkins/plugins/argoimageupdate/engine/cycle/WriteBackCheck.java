package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchName;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequestHost;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether Applications could be written as configured, also where there is nothing to write now: that their credentials can be had,
 * pull requests opened and branches named. Asks no server.
 */
final class WriteBackCheck {

    private final Connections connections;
    /** What a remote is asked for by. */
    private record Key(String url, String credentials, boolean isAnnotated) {}

    private final Map<Key, GitRemote> remotes = new HashMap<>();
    private final Map<Key, UpdateException> refused = new HashMap<>();

    WriteBackCheck(Connections connections) {
        this.connections = connections;
    }

    Optional<UpdateException> problem(WatchSpec spec) {
        if (!(spec.writeBack() instanceof WriteBack.Git git)) {
            return Optional.empty();
        }
        try {
            GitRemote remote = remote(new Key(spec.repository(), git.credentials(), git.isCredentialsAnnotated()));
            BranchName.check(git.baseBranch());
            if (git.pullRequest() != null) {
                PullRequestHost.of(remote, git.pullRequest().provider());
            }
            return git.pushBranch().isEmpty()
                    ? Optional.empty()
                    : BranchNameTemplate.parse(git.pushBranch()).problem().map(UpdateException.class::cast);
        } catch (RuntimeException failure) {
            return Optional.of(Unforeseen.asFailure(
                    "look where the images of " + spec.application().name() + " are written", failure));
        }
    }

    private GitRemote remote(Key wanted) {
        if (refused.containsKey(wanted)) {
            throw refused.get(wanted);
        }
        try {
            return remotes.computeIfAbsent(
                    wanted, key -> connections.repository(key.url(), key.credentials(), key.isAnnotated()));
        } catch (UpdateException failure) {
            refused.put(wanted, failure);
            throw failure;
        }
    }
}
