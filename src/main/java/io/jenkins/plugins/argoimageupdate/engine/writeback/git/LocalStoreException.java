package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

/** The local cache failed: the disk, or an object that should be there is not. */
final class LocalStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalStoreException(Exception cause) {
        super(cause);
    }
}
