package io.jenkins.plugins.argoimageupdate.jenkins.failure;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is made of a failure that nobody has foreseen, be it a bug, a full memory, a stack that is used up or a class that is missing:
 * one line for users and the whole for administrators, in the system log. Whatever waits for the work that broke off has to be told.
 */
public final class Breakdown {

    private static final Logger LOGGER = Logger.getLogger(Breakdown.class.getName());

    private Breakdown() {}

    /**
     * Logs it.
     *
     * @param work what broke off, such as {@code the poll of shop/update}
     * @return one line that can be shown to anybody
     */
    public static String of(String work, Throwable cause) {
        try {
            LOGGER.log(Level.SEVERE, cause, () -> "Unexpected failure: " + work);
        } catch (OutOfMemoryError e) {
            // no room even to say so; the user is still told
        }
        return work + " failed unexpectedly (" + cause.getClass().getSimpleName()
                + "). See the system log of Jenkins, or ask an administrator";
    }

    /** To be called when all is told: who stops a thread means all of it. */
    @SuppressWarnings("removal")
    public static void rethrowThreadDeath(Throwable cause) {
        if (cause instanceof ThreadDeath death) {
            throw death;
        }
    }
}
