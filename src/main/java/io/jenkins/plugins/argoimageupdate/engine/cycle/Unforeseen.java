package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is made of an exception that nobody has foreseen: a failure of the one image or Application that it came from, so that the others
 * are updated nevertheless. What it says may hold a secret, so that it goes, with where it came from, to the log of this class alone.
 */
public final class Unforeseen {

    private static final Logger LOGGER = Logger.getLogger(Unforeseen.class.getName());

    private Unforeseen() {}

    /** The failure itself if it is one that says what to do; else one in its place. */
    public static UpdateException asFailure(String attempted, RuntimeException thrown) {
        if (thrown instanceof UpdateException foreseen) {
            return foreseen;
        }
        LOGGER.log(Level.WARNING, thrown, () -> "Broke off unexpectedly: " + attempted);
        return new RegistryException(
                Reason.MALFORMED_ANSWER,
                attempted,
                "it failed unexpectedly (" + thrown.getClass().getSimpleName() + ")",
                "Report this, and add the lines of the log",
                thrown);
    }
}
