package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A value as JSON in a file, which is replaced as a whole or not at all. A file that cannot be used is set aside, see
 * {@link DamagedFile}. Members that are unknown are no damage, nor are those missing that a value can do without: other versions wrote
 * other ones. What it cannot do without, its constructor asks for. An element of a list that says what only another version knows is
 * left out.
 */
public final class JsonFile<T> {

    /** Bytes; a longer one is none of ours. */
    static final long LONGEST = Budget.RECORD.value();

    private static final Logger LOGGER = Logger.getLogger(JsonFile.class.getName());
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Class<T> type;

    /** @param type that refuses to be made without what it always has */
    public JsonFile(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    /** Whether there is a file, readable or not. */
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** What it holds; empty if there is none, or none that can be read. */
    public Optional<T> read() {
        if (!exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(value());
        } catch (CharacterCodingException | RuntimeException | StackOverflowError e) {
            DamagedFile.setAside(file, e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be read");
        }
        return Optional.empty();
    }

    /**
     * What it holds, for what must not be lost unnoticed: a file that cannot be used stays where it is.
     *
     * @return empty if there is none
     * @throws IOException if it cannot be used; its message says why
     */
    public Optional<T> readOrFail() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(value());
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException("it is damaged", e);
        } catch (CharacterCodingException e) {
            throw new IOException("it is no text", e);
        } catch (AccessDeniedException e) {
            throw new IOException("it may not be read", e);
        }
    }

    private T value() throws IOException {
        long length = Files.size(file);
        if (length > LONGEST) {
            throw new IllegalStateException("it has " + length + " bytes");
        }
        JsonNode tree = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
        if (hasHole(tree)) {
            throw new IllegalStateException("a list has an element that is null");
        }
        T value = known(tree);
        if (value == null) {
            throw new IllegalStateException("there is nothing in it");
        }
        return value;
    }

    private T known(JsonNode tree) {
        while (true) {
            try {
                return MAPPER.treeToValue(tree, type);
            } catch (InvalidFormatException e) {
                if (!e.getTargetType().isEnum() || !leaveOut(tree, e)) {
                    throw e;
                }
                LOGGER.log(Level.FINE, e, () -> file + " has elements that are left out");
            }
        }
    }

    /** Leaves out all elements of the innermost list that say what one of them does. Returns whether there is a list. */
    private static boolean leaveOut(JsonNode tree, InvalidFormatException unknown) {
        ArrayNode list = null;
        JsonNode node = tree;
        for (JacksonException.Reference step : unknown.getPath()) {
            if (node instanceof ArrayNode array) {
                list = array;
                node = array.path(step.getIndex());
            } else {
                node = node.path(String.valueOf(step.getPropertyName()));
            }
        }
        if (list == null) {
            return false;
        }
        int size = list.size();
        list.removeIf(element -> says(element, String.valueOf(unknown.getValue())));
        return list.size() < size;
    }

    private static boolean says(JsonNode node, String value) {
        return node.isString()
                ? node.stringValue().equals(value)
                : node.valueStream().anyMatch(child -> says(child, value));
    }

    private static boolean hasHole(JsonNode node) {
        for (JsonNode child : node.values()) {
            if (node.isArray() && child.isNull() || hasHole(child)) {
                return true;
            }
        }
        return false;
    }

    /** @throws IOException if it is not written; what was there before is there still */
    public void write(T value) throws IOException {
        String json = MAPPER.writeValueAsString(Objects.requireNonNull(value));
        try (AtomicFileWriter writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
            try {
                writer.write(json);
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }
}
