package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.XmlFile;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads values from files in Jenkins' own format; a file that cannot be used is set aside, see {@link DamagedFile}. */
public final class XmlValue {

    private static final Logger LOGGER = Logger.getLogger(XmlValue.class.getName());

    private XmlValue() {}

    /** What a file holds; empty if there is none, or none that can be read. */
    public static <T> Optional<T> read(XmlFile file, Class<T> type) {
        if (!file.exists()) {
            return Optional.empty();
        }
        try {
            Object value = file.read();
            if (type.isInstance(value)) {
                return Optional.of(type.cast(value));
            }
            DamagedFile.setAside(file.getFile().toPath(), new IllegalStateException("it holds something else"));
        } catch (IOException e) {
            if (e.getCause() instanceof RuntimeException || e.getCause() instanceof Error) {
                DamagedFile.setAside(file.getFile().toPath(), e);
            } else {
                LOGGER.log(Level.WARNING, e, () -> file + " cannot be read");
            }
        }
        return Optional.empty();
    }
}
