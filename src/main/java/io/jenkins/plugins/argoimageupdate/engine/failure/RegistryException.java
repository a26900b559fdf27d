package io.jenkins.plugins.argoimageupdate.engine.failure;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A container registry did not give what an image needs. See {@link UpdateException} for what its parts say. */
public final class RegistryException extends UpdateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Instant retryAt;

    public RegistryException(Reason reason, String attempted, String answer, String advice) {
        this(reason, attempted, answer, advice, null);
    }

    public RegistryException(
            Reason reason, String attempted, @Nullable String answer, String advice, @Nullable Throwable cause) {
        super(reason, attempted, Secrets.masked(CleanText.line(answer)), advice, cause);
        this.retryAt = cause instanceof RegistryException earlier ? earlier.retryAt : null;
    }

    private RegistryException(RegistryException same, @Nullable Instant retryAt) {
        super(same.reason(), same.attempted(), same.answer(), same.advice(), same.getCause());
        this.retryAt = retryAt;
    }

    /** The same, of a registry that is not to be asked before. */
    public RegistryException retryingAt(@Nullable Instant instant) {
        return new RegistryException(this, instant);
    }

    @Override
    public @Nullable Instant retryAt() {
        return retryAt;
    }
}
