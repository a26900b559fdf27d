package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import tools.jackson.databind.JsonNode;

/** Numbers in JSON, which has them of any size. */
public final class JsonNumbers {

    private JsonNumbers() {}

    /**
     * The whole part of a number, or of a text that is one, not beyond these bounds.
     *
     * @return {@code least} for anything that is no number
     */
    public static long whole(JsonNode number, long least, long most) {
        double value = number.asDouble(least);
        if (Double.isNaN(value)) {
            return least;
        }
        return Math.min(most, Math.max(least, (long) value));
    }
}
