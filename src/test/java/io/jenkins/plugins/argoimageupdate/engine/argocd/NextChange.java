package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.util.Optional;

/** Waits for what a stream tells next. */
final class NextChange {

    private NextChange() {}

    static LiveApplication of(ApplicationChanges watch) {
        return await().until(watch::poll, Optional::isPresent).orElseThrow();
    }
}
