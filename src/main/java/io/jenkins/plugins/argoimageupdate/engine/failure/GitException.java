package io.jenkins.plugins.argoimageupdate.engine.failure;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import org.jspecify.annotations.Nullable;

/** A Git repository could not be read, or the commit did not reach it. See {@link UpdateException} for what its parts say. */
public final class GitException extends UpdateException {

    private static final long serialVersionUID = 1L;

    public GitException(Reason reason, String attempted, String answer, String advice) {
        this(reason, attempted, answer, advice, null);
    }

    public GitException(
            Reason reason, String attempted, @Nullable String answer, String advice, @Nullable Throwable cause) {
        super(reason, attempted, Secrets.masked(CleanText.line(answer)), advice, cause);
    }
}
