package io.jenkins.plugins.argoimageupdate.cli.conformance;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one case came out.
 *
 * @param answer ours
 * @param passed whether it is the Image Updater's too
 * @param rule the deviation that covers the difference; null if there is none or no difference
 */
record ConformanceResult(
        ConformanceCase example,
        JsonNode answer,
        boolean passed,
        @Nullable DeviationRule rule) {

    boolean acceptable() {
        return passed || rule != null;
    }

    boolean coveredBy(DeviationRule.Kind kind) {
        return rule != null && rule.kind() == kind;
    }
}
