package io.jenkins.plugins.argoimageupdate.engine.application.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an update reaches the cluster. */
public sealed interface WriteBack {

    /** Sets parameters or images of the Application through the Argo CD API. */
    record ArgoCdApi() implements WriteBack {}

    /**
     * Commits to Git.
     *
     * @param credentials as configured: empty or {@code repocreds}, {@code secret:ns/name}, a Jenkins credentials ID …
     * @param repository empty for the repository of the Application's source
     * @param branch {@code base}, {@code base:push} or {@code :push}, where push may be a template; empty for the source's revision
     * @param target {@code kustomization[:dir]}, {@code helmvalues[:file]}, a path, or empty for {@code .argocd-source-<app>.yaml}
     * @param pullRequest null to push to the branch itself
     * @param isCredentialsAnnotated whether it is the Application's annotations that name {@code credentials}: whoever edits them
     *     chooses the server too
     */
    record Git(
            String credentials,
            String repository,
            String branch,
            String target,
            @Nullable PullRequest pullRequest,
            boolean isCredentialsAnnotated)
            implements WriteBack {

        /** A way whose credentials no annotation names. */
        public Git(
                String credentials,
                String repository,
                String branch,
                String target,
                @Nullable PullRequest pullRequest) {
            this(credentials, repository, branch, target, pullRequest, false);
        }

        Git annotated() {
            return new Git(credentials, repository, branch, target, pullRequest, true);
        }

        /** Empty for the source's revision. */
        public String baseBranch() {
            return branch.strip().split(":", 2)[0];
        }

        /** The template of the branch that is pushed; empty to push to the base branch. */
        public String pushBranch() {
            String[] parts = branch.strip().split(":", 2);
            return parts.length == 2 ? parts[1] : "";
        }
    }

    /**
     * A pull request instead of a push to the base branch.
     *
     * @param provider such as {@code github} or {@code gitlab}; empty to tell it from the repository's URL
     */
    record PullRequest(String provider, List<String> labels) {}
}
