package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.util.List;

/** Where Applications are read: from Argo CD itself, or from what it told a while ago. */
public interface ApplicationReader {

    /** @throws ArgoCdException if it is not there or may not be seen */
    LiveApplication get(ApplicationRef ref) throws InterruptedException;

    /** The Applications that match and may be seen. */
    List<LiveApplication> list(ApplicationQuery query) throws InterruptedException;
}
