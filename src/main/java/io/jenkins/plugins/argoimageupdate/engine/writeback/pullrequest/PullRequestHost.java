package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the pull requests of one repository are. All methods throw {@link io.jenkins.plugins.argoimageupdate.engine.failure.GitException}
 * when the host refuses or cannot be reached.
 */
public sealed interface PullRequestHost permits GitHub, GitLab {

    /** The newest pull request of a branch, whatever became of it. */
    Optional<PullRequest> latest(String head) throws InterruptedException;

    /** Opens one from a branch that has been pushed before. */
    PullRequest open(PullRequestDraft draft) throws InterruptedException;

    /** Gives an open pull request another title and body. */
    PullRequest update(PullRequest existing, PullRequestDraft draft) throws InterruptedException;

    /**
     * The host of a repository.
     *
     * @param remote reached by HTTPS, with a token or with a user name and a token
     * @param provider {@code github} or {@code gitlab}; empty to tell it from the host's name
     * @throws ConfigurationException if its pull requests cannot be reached this way
     */
    static PullRequestHost of(GitRemote remote, String provider) {
        HostedRepository repository = HostedRepository.of(remote);
        String wanted = provider.isEmpty() ? repository.host() : provider.toLowerCase(Locale.ROOT);
        if (provider.isEmpty() ? wanted.contains("github") || wanted.endsWith(".ghe.com") : wanted.equals("github")) {
            return new GitHub(repository.gitHub(), repository);
        }
        if (provider.isEmpty() ? wanted.contains("gitlab") : wanted.equals("gitlab")) {
            return new GitLab(repository.gitLab(), repository);
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "open a pull request in " + remote,
                provider.isEmpty()
                        ? "the host name does not show whether it is GitHub or GitLab"
                        : "the provider '" + provider + "' is not known",
                "Name the provider: github or gitlab. For other hosts push to a branch: branch: '<base>:<push branch>'");
    }
}
