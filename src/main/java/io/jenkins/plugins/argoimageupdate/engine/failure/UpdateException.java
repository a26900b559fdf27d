package io.jenkins.plugins.argoimageupdate.engine.failure;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure that its reader can act on: what was tried, what came back and what to do. Its message holds no secret and is
 * fit for a build log, a page and a terminal as it stands: what servers and files gave for it is cleaned here ({@link CleanText}).
 */
public abstract sealed class UpdateException extends RuntimeException
        permits ArgoCdException, ConfigurationException, GitException, RegistryException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String attempted;
    private final String answer;
    private final String advice;

    /**
     * @param attempted what was tried and on what, such as {@code list tags of ghcr.io/org/app}
     * @param answer what came back, such as {@code 401 Unauthorized}; null where nothing says it
     * @param advice what to do about it, one imperative sentence without a full stop; may be empty
     * @param cause the underlying failure, or null
     */
    protected UpdateException(
            Reason reason, String attempted, @Nullable String answer, String advice, @Nullable Throwable cause) {
        super(CleanText.line(attempted + ": " + sentence(answer, advice)), cause);
        this.reason = reason;
        this.attempted = CleanText.line(attempted);
        this.answer = CleanText.line(answer);
        this.advice = CleanText.line(advice);
    }

    /** Servers end what they say with a full stop, or do not; a question of ours ends with its own mark. */
    private static String sentence(@Nullable String answer, String advice) {
        if (answer == null || answer.isBlank()) {
            return sentence("it does not say why", advice);
        }
        if (advice.isEmpty()) {
            return answer;
        }
        return answer + (answer.endsWith(".") || answer.endsWith("?") ? " " : ". ") + advice;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The kind of failure, by which callers decide what to do. */
    public Reason reason() {
        return reason;
    }

    /** What was tried and on what, in one line. */
    public String attempted() {
        return attempted;
    }

    /** What came back, in one line; empty where nothing says it. */
    public String answer() {
        return answer;
    }

    /** What to do about it, one sentence without a full stop; empty for nothing. */
    public String advice() {
        return advice;
    }

    /** When the server says that it may be asked again; null where it does not say. */
    public @Nullable Instant retryAt() {
        return null;
    }
}
