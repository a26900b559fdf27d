package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.storage.ProcessLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
    private final ProcessLock lock;

    /** @param file need not exist yet */
    HoldsFile(Path file) {
        this.file = file.toAbsolutePath();
        this.lock = new ProcessLock(this.file.resolveSibling(this.file.getFileName() + ".lock"));
    }

    @Override
    public HoldBook book() {
        if (!Files.exists(file)) {
            return HoldBook.EMPTY;
        }
        try {
            HoldBook book = MAPPER.readValue(Files.readString(file, StandardCharsets.UTF_8), HoldBook.class);
            if (book == null) {
                throw unreadable("there is nothing in it", null);
            }
            return book;
        } catch (JacksonException e) {
            throw unreadable("it is not the JSON that this command writes", e);
        } catch (IOException e) {
            throw unreadable("it cannot be read as text in UTF-8", e);
        }
    }

    private ConfigurationException unreadable(String answer, @Nullable Exception cause) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the holds in " + file,
                answer,
                "Correct it, or name another file",
                cause);
    }

    @Override
    public void hold(GuardedImage image, Hold hold) {
        change(book -> book.with(image, hold, Instant.now()));
    }

    @Override
    public void drop(GuardedImage image) {
        change(book -> book.without(image));
    }

    @Override
    public void release(GuardedImage image) {
        change(book -> book.released(image, Instant.now()));
    }

    /** Another command may write meanwhile. */
    private void change(UnaryOperator<HoldBook> change) {
        try {
            lock.run(() -> {
                write(change.apply(book()));
                return file;
            });
        } catch (IOException e) {
            throw new ConfigurationException(
                    Reason.STORAGE, "write the holds in " + file, e.getMessage(), "Check the folder and its rights", e);
        }
    }

    private void write(HoldBook book) throws IOException {
        Path next = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        try {
            Files.writeString(next, MAPPER.writeValueAsString(book), StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
