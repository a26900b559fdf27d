package io.jenkins.plugins.argoimageupdate.engine.failure;

/** Argo CD refused, could not be reached, or the rollout did not succeed. See {@link UpdateException} for what its parts say. */
public final class ArgoCdException extends UpdateException {

    private static final long serialVersionUID = 1L;

    public ArgoCdException(Reason reason, String attempted, String answer, String advice) {
        this(reason, attempted, answer, advice, null);
    }

    public ArgoCdException(Reason reason, String attempted, String answer, String advice, Throwable cause) {
        super(reason, attempted, answer, advice, cause);
    }
}
