package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

/** The local cache failed: the disk, or an object that should be there is not. */
public final class LocalStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalStoreException(Exception cause) {
        super(cause);
    }
}
