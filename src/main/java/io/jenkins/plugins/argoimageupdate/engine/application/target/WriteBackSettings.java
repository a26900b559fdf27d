package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to write back, as one level of configuration says; null means that the next wider level decides.
 *
 * @param method {@code argocd} or {@code git[:credentials]}
 * @param credentials for Git, in the place of those in {@code method}
 */
public record WriteBackSettings(
        @Nullable String method,
        @Nullable String credentials,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String target,
        WriteBack.@Nullable PullRequest pullRequest) {

    /** Leaves everything to the next wider level. */
    public static final WriteBackSettings NONE = new WriteBackSettings(null, null, null, null, null, null);

    /** These settings, and what they leave open from {@code wider}. */
    public WriteBackSettings over(WriteBackSettings wider) {
        return new WriteBackSettings(
                or(method, wider.method),
                or(credentials, wider.credentials),
                or(repository, wider.repository),
                or(branch, wider.branch),
                or(target, wider.target),
                pullRequest == null ? wider.pullRequest : pullRequest);
    }

    /**
     * The same for what is asked for explicitly, over an Application's annotations. There the method {@code git:secret:<name>} holds two
     * values: asking for {@code git} again leaves the credentials as annotated.
     *
     * @throws ConfigurationException if the annotated method would be needed and is none that exists
     */
    private WriteBackSettings overAnnotated(WriteBackSettings annotations) {
        WriteBackSettings over = over(annotations);
        boolean keepsCredentials = "git".equals(method) && credentials == null && annotations.method != null;
        if (keepsCredentials && annotations.resolve() instanceof WriteBack.Git git) {
            return over.with(git.credentials());
        }
        return over;
    }

    /**
     * The way that these settings describe, with what they leave open from an Application's annotations.
     *
     * @throws ConfigurationException if the method is none that exists
     */
    public WriteBack resolveOver(WriteBackSettings annotations) {
        WriteBack way = overAnnotated(annotations).resolve();
        boolean ownCredentials = credentials != null || method != null && !method.equals("git");
        return way instanceof WriteBack.Git git && !ownCredentials ? git.annotated() : way;
    }

    /** Whether something is given that only counts where commits are made. */
    public boolean describesCommits() {
        return credentials != null || repository != null || branch != null || target != null || pullRequest != null;
    }

    private WriteBackSettings with(String other) {
        return new WriteBackSettings(method, other, repository, branch, target, pullRequest);
    }

    /**
     * The way that these settings describe; through Argo CD when they name none.
     *
     * @throws ConfigurationException if the method is none that exists
     */
    public WriteBack resolve() {
        String[] words = or(method, "argocd").strip().split(":", 2);
        if (words.length == 1 && words[0].equals("argocd")) {
            return new WriteBack.ArgoCdApi();
        }
        if (!words[0].equals("git")) {
            throw unusable("it is neither argocd nor git"
                    + SpellingSuggestion.near(words[0], List.of("argocd", "git"))
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        String written = words.length == 1 ? "" : words[1];
        if (words.length == 2 && !written.equals("repocreds") && !written.startsWith("secret:")) {
            throw unusable("the credentials are neither repocreds nor secret:<name> nor secret:<namespace>/<name>");
        }
        return new WriteBack.Git(
                or(credentials, written), or(repository, ""), or(branch, ""), or(target, ""), pullRequest);
    }

    private ConfigurationException unusable(String answer) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "use the write-back method '" + method + "'",
                answer,
                "Write argocd, git, git:repocreds or git:secret:<namespace>/<name>");
    }

    private static <T extends @Nullable String> T or(@Nullable T value, T other) {
        return value == null ? other : value;
    }
}
