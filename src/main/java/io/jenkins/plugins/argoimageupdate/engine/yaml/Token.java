package io.jenkins.plugins.argoimageupdate.engine.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A piece of YAML.
 *
 * @param value a scalar's value, an anchor's or alias's name, a tag's handle, a directive's first value, a failure's problem
 * @param suffix what follows a tag's handle, a tag directive's prefix, what to do about a failure
 * @param style a scalar's; null for other tokens
 */
record Token(
        Type type,
        Mark start,
        Mark end,
        @Nullable String value,
        String suffix,
        @Nullable ScalarStyle style) {

    enum Type {
        STREAM_END,
        /** The text cannot be read from here on. */
        FAILURE,
        /** The text is longer than is read. */
        LIMIT,
        VERSION_DIRECTIVE,
        TAG_DIRECTIVE,
        DOCUMENT_START,
        DOCUMENT_END,
        BLOCK_SEQUENCE_START,
        BLOCK_MAPPING_START,
        BLOCK_END,
        FLOW_SEQUENCE_START,
        FLOW_SEQUENCE_END,
        FLOW_MAPPING_START,
        FLOW_MAPPING_END,
        BLOCK_ENTRY,
        FLOW_ENTRY,
        KEY,
        VALUE,
        ALIAS,
        ANCHOR,
        TAG,
        SCALAR
    }

    static Token of(Type type, Mark start, Mark end) {
        return new Token(type, start, end, "", "", null);
    }

    static Token of(Type type, Mark start, Mark end, String value, String suffix) {
        return new Token(type, start, end, value, suffix, null);
    }

    /** The place where a text cannot be read any further. */
    static Token failure(Mark mark, YamlSyntaxException problem) {
        Type type = problem.isLimit() ? Type.LIMIT : Type.FAILURE;
        return new Token(type, mark, mark, problem.getMessage(), problem.advice(), null);
    }

    static Token scalar(Mark start, Mark end, String value, ScalarStyle style) {
        return new Token(Type.SCALAR, start, end, value, "", style);
    }
}
