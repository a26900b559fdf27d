package io.jenkins.plugins.argoimageupdate.jenkins.hold;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.jenkins.record.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * The holds of the controller, in one file of {@code JENKINS_HOME}. They belong to Applications, not to jobs: every job that updates one
 * respects them, whatever becomes of the job that made them. Every change is told in the system log, with who made it. As long as the file
 * cannot be used, nothing is updated: what is held must not be written because somebody has damaged a file.
 */
@Extension
public final class HoldStore implements Holds {

    private static final String FILE = "argo-image-update-holds.json";

    private static final Logger LOGGER = Logger.getLogger(HoldStore.class.getName());

    private @Nullable HoldBook book;
    private int version;

    /** That of this controller. */
    public static HoldStore get() {
        return ExtensionList.lookupSingleton(HoldStore.class);
    }

    @Override
    public synchronized HoldBook book() {
        if (book == null) {
            try {
                book = file().readOrFail().orElse(HoldBook.EMPTY);
            } catch (IOException e) {
                throw new ConfigurationException(
                        Reason.STORAGE,
                        "read what is held in " + FILE,
                        e.getMessage(),
                        "Repair this file in JENKINS_HOME, or delete it, then nothing is held",
                        e);
            }
        }
        return book;
    }

    /** For pages: none as long as they cannot be read, see {@link #problem}. */
    public HoldBook shown() {
        try {
            return book();
        } catch (UpdateException e) {
            return HoldBook.EMPTY;
        }
    }

    /** Why they cannot be read, and what to do; empty if they can. */
    public String problem() {
        try {
            book();
            return "";
        } catch (UpdateException e) {
            return e.getMessage();
        }
    }

    @Override
    public synchronized void hold(GuardedImage image, Hold hold) {
        keep(book().with(image, hold, Instant.now()), describe(image) + ": " + hold.words());
    }

    @Override
    public synchronized void drop(GuardedImage image) {
        keep(book().without(image), describe(image) + ": not held, as nothing was written");
    }

    @Override
    public synchronized void release(GuardedImage image) {
        keep(
                book().released(image, Instant.now()),
                describe(image) + ": released by "
                        + Jenkins.getAuthentication2().getName());
    }

    /** Changes with what is held, but for what ends by itself. */
    public synchronized int version() {
        return version;
    }

    /** Reads them anew when they are asked for next, as after a restart. */
    synchronized void forget() {
        book = null;
    }

    private void keep(HoldBook changed, String line) {
        try {
            file().write(changed);
        } catch (IOException e) {
            throw new ConfigurationException(
                    Reason.STORAGE, "keep what is held", e.getMessage(), "Look at the disk of JENKINS_HOME", e);
        }
        book = changed;
        version++;
        LOGGER.info(line);
    }

    private static String describe(GuardedImage image) {
        return image.label() + " of " + image.application()
                + (image.argocd().isEmpty() ? "" : " (" + image.argocd() + ")");
    }

    private static JsonFile<HoldBook> file() {
        return new JsonFile<>(Jenkins.get().getRootDir().toPath().resolve(FILE), HoldBook.class);
    }
}
