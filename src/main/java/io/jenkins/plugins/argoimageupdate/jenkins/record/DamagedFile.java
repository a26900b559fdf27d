package io.jenkins.plugins.argoimageupdate.jenkins.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A file whose content cannot be used, whatever has made it so. */
public final class DamagedFile {

    /** What is put behind its name. */
    static final String SUFFIX = ".damaged";

    private static final Logger LOGGER = Logger.getLogger(DamagedFile.class.getName());

    private DamagedFile() {}

    /** Renames it, so that it is complained of once, is there to be looked at, and another one can take its place. */
    public static void setAside(Path file, Throwable reason) {
        Path aside = file.resolveSibling(file.getFileName() + SUFFIX);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOGGER.log(
                    Level.WARNING,
                    reason,
                    () -> file + " is damaged. It is kept as " + aside + ", and a new one is begun");
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, e, () -> file + " was set aside meanwhile");
        } catch (IOException e) {
            e.addSuppressed(reason);
            LOGGER.log(Level.WARNING, e, () -> file + " is damaged and cannot be renamed");
        }
    }
}
