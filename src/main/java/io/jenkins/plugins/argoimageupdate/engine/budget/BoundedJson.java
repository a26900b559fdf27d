package io.jenkins.plugins.argoimageupdate.engine.budget;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Makes readers of JSON that others wrote: whatever it holds, they take no more than their {@link Budget}. */
public final class BoundedJson {

    private BoundedJson() {}

    /**
     * A mapper whose documents have that many values, names and brackets at most; beyond they throw {@link
     * tools.jackson.core.exc.StreamConstraintsException}.
     */
    public static JsonMapper.Builder mapper(Budget tokens) {
        return JsonMapper.builder(factory(tokens));
    }

    /** The same for readers of single tokens. */
    public static JsonFactory factory(Budget tokens) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Budget.JSON_DEPTH.intValue())
                        .maxStringLength(Budget.JSON_STRING.intValue())
                        .maxNameLength(Budget.JSON_NAME.intValue())
                        .maxNumberLength(Budget.JSON_NUMBER.intValue())
                        .maxTokenCount(tokens.value())
                        .build())
                .build();
    }
}
