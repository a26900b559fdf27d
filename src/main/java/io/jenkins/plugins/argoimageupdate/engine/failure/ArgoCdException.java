package io.jenkins.plugins.argoimageupdate.engine.failure;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Argo CD refused, could not be reached, or the rollout did not succeed. See {@link UpdateException} for what its parts say. */
public final class ArgoCdException extends UpdateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Instant retryAt;

    public ArgoCdException(Reason reason, String attempted, String answer, String advice) {
        this(reason, attempted, answer, advice, null);
    }

    public ArgoCdException(
            Reason reason, String attempted, @Nullable String answer, String advice, @Nullable Throwable cause) {
        super(reason, attempted, Secrets.masked(CleanText.line(answer)), advice, cause);
        this.retryAt = null;
    }

    private ArgoCdException(ArgoCdException same, Instant retryAt) {
        super(same.reason(), same.attempted(), same.answer(), same.advice(), same.getCause());
        this.retryAt = retryAt;
    }

    /** The same, of a server that is not to be asked before. */
    public ArgoCdException retryingAt(Instant instant) {
        return new ArgoCdException(this, instant);
    }

    @Override
    public @Nullable Instant retryAt() {
        return retryAt;
    }
}
