package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Holds in a file, which is read each time, so that what another command writes into it counts at once. */
final class HoldsFile implements Holds {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    /** @param file need not exist yet */
    HoldsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public synchronized HoldBook book() {
        if (!Files.exists(file)) {
            return HoldBook.EMPTY;
        }
        try {
            return MAPPER.readValue(Files.readString(file, StandardCharsets.UTF_8), HoldBook.class);
        } catch (IOException | JacksonException e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the holds in " + file,
                    "it cannot be read: " + e.getClass().getSimpleName(),
                    "Correct it, or name another file",
                    e);
        }
    }

    @Override
    public synchronized void hold(GuardedImage image, Hold hold) {
        write(book().with(image, hold, Instant.now()));
    }

    @Override
    public synchronized void drop(GuardedImage image) {
        write(book().without(image));
    }

    @Override
    public synchronized void release(GuardedImage image) {
        write(book().released(image, Instant.now()));
    }

    private void write(HoldBook book) {
        try {
            Path next =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
            try {
                Files.writeString(next, MAPPER.writeValueAsString(book), StandardCharsets.UTF_8);
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    Reason.STORAGE, "write the holds in " + file, e.getMessage(), "Check the folder and its rights", e);
        }
    }
}
