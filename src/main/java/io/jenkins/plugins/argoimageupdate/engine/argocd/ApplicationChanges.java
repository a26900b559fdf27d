package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.time.Duration;
import java.util.Optional;

/**
 * The changes of one Application as Argo CD streams them. It stays silent where streams do not work (some proxies), so its user has to look
 * by himself now and then. Close it.
 */
public interface ApplicationChanges extends AutoCloseable {

    /** The next change, as soon as there is one; empty if there is none in that time. */
    Optional<LiveApplication> next(Duration longest) throws InterruptedException;

    /** Whether the stream stands and has told something since the Application was last deleted, so that silence means that nothing changes. */
    boolean isLive();

    @Override
    void close();
}
