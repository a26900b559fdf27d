package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** Follows rollouts to their end. */
final class Waits {

    private static final ArgoCdServer SERVER = new ArgoCdServer(
            "test", URI.create("http://localhost"), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken"));

    private Waits() {}

    /** What the wait comes to, or what ends it. */
    static RolloutResult toTheEnd(RolloutWait wait) throws InterruptedException {
        try (RolloutWaits waits = new RolloutWaits()) {
            return waits.begin(SERVER, wait).result().get();
        } catch (CancellationException e) {
            throw new InterruptedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
