package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.util.Optional;

/**
 * The changes of one Application as Argo CD streams them. It stays silent where streams do not work (some proxies), so its user has to look
 * by himself now and then. Close it.
 */
public interface ApplicationChanges extends AutoCloseable {

    /** The next change that was not taken yet; empty if there is none. */
    Optional<LiveApplication> poll();

    /** Whether there is no change to be taken. */
    boolean isEmpty();

    /** Whether the stream stands and has not told that the Application was deleted, so that silence means that nothing changes. */
    boolean isLive();

    @Override
    void close();
}
