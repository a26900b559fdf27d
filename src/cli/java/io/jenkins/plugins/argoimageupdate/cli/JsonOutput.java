package io.jenkins.plugins.argoimageupdate.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints reports as JSON, times in ISO 8601. */
final class JsonOutput {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonOutput() {}

    static String of(Object report) {
        return MAPPER.writeValueAsString(report);
    }
}
