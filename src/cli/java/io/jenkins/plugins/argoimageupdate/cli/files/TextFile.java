package io.jenkins.plugins.argoimageupdate.cli.files;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalPath;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that arguments and settings name: regular ones, and what a shell has opened already ({@code /dev/stdin}, {@code
 * <(command)}), as anything else may never answer or never end. The limit is that of YAML.
 */
public final class TextFile {

    private static final int MOST_BYTES = Budget.YAML.intValue();
    private static final Pattern OPENED = Pattern.compile("/dev/stdin|/dev/fd/[0-9]+|/proc/self/fd/[0-9]+");

    private TextFile() {}

    /** @param directory that a relative path starts from */
    public static String read(ConfigNode setting, @Nullable Path directory) {
        return read(path(setting, directory));
    }

    /** The path that is a setting's value. */
    public static Path path(ConfigNode setting, @Nullable Path directory) {
        return LocalPath.of(directory, setting.text(), setting::unusable);
    }

    /** @throws ConfigurationException if it is not a regular file, too long, or no UTF-8 */
    public static String read(Path file) {
        if (Files.exists(file) && !isReadable(file)) {
            throw unreadable(file, "it is not a regular file", "Give the path of a text file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable(
                        file,
                        String.format(Locale.ROOT, "it has more than %,d bytes", MOST_BYTES),
                        "Check that it is the right file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", "Check the path");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8", "Save it as UTF-8");
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), "Check that it is a file you may read");
        }
    }

    private static boolean isReadable(Path file) {
        return Files.isRegularFile(file) || OPENED.matcher(file.toString()).matches();
    }

    private static ConfigurationException unreadable(Path file, String answer, String advice) {
        return new ConfigurationException(Reason.INVALID_CONFIGURATION, "read " + file, answer, advice);
    }
}
