package io.jenkins.plugins.argoimageupdate.engine.failure;

/** A container registry did not give what an image needs. See {@link UpdateException} for what its parts say. */
public final class RegistryException extends UpdateException {

    private static final long serialVersionUID = 1L;

    public RegistryException(Reason reason, String attempted, String answer, String advice) {
        this(reason, attempted, answer, advice, null);
    }

    public RegistryException(Reason reason, String attempted, String answer, String advice, Throwable cause) {
        super(reason, attempted, answer, advice, cause);
    }
}
