package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Paths of this machine that a configuration names. Not every text is one: that depends on the machine and its locale. */
public final class LocalPath {

    private LocalPath() {}

    /**
     * The path.
     *
     * @param directory that a relative path starts from
     * @param refusal makes the failure that names the setting, of what is wrong and what to do
     * @throws ConfigurationException if it is no path here
     */
    public static Path of(
            @Nullable Path directory, String text, BiFunction<String, String, ConfigurationException> refusal) {
        return directory.resolve(of(text, refusal));
    }

    /** The same of a path that starts from the process's own directory if it is relative. */
    static Path of(String text, BiFunction<String, String, ConfigurationException> refusal) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refusal.apply(problem(text), advice(text));
        }
    }

    /** What is wrong with a text that is no path here. */
    public static String problem(String text) {
        return text.indexOf('\0') >= 0
                ? "a path cannot have the character NUL"
                : "'" + text + "' is no path that this machine can have in its locale";
    }

    /** What to do about it. */
    public static String advice(String text) {
        return text.indexOf('\0') >= 0
                ? "Correct the path"
                : "Correct the path, or start with a UTF-8 locale, such as LC_ALL=C.UTF-8";
    }
}
