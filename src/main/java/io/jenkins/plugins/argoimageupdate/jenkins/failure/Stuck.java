package io.jenkins.plugins.argoimageupdate.jenkins.failure;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells administrators where a thread is that does not come to an end. */
public final class Stuck {

    private static final Logger LOGGER = Logger.getLogger(Stuck.class.getName());

    private Stuck() {}

    /** @param work what it does */
    public static void log(Thread thread, String work) {
        Throwable place = new Throwable(thread.getName() + " is here");
        place.setStackTrace(thread.getStackTrace());
        LOGGER.log(Level.WARNING, place, () -> work + " is overdue and was cancelled");
    }
}
