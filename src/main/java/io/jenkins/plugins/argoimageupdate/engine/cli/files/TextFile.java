package io.jenkins.plugins.argoimageupdate.engine.cli.files;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files that arguments name. */
public final class TextFile {

    private TextFile() {}

    /**
     * The text of a file.
     *
     * @throws ConfigurationException if it cannot be read, or is not UTF-8
     */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", "Check the path");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8", "Save it as UTF-8");
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), "Check that it is a file you may read");
        }
    }

    private static ConfigurationException unreadable(Path file, String answer, String advice) {
        return new ConfigurationException(Reason.INVALID_CONFIGURATION, "read " + file, answer, advice);
    }
}
