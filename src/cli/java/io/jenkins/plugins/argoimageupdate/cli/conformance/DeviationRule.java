package io.jenkins.plugins.argoimageupdate.cli.conformance;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A sort of case that is answered differently on purpose.
 *
 * @param cases glob patterns on the case's id, one of which has to match; empty for any
 * @param when conditions on the input, all of which have to hold
 * @param expected conditions on the Image Updater's answer
 * @param answer conditions on ours
 * @param reason why ours is better
 * @param test the test that shows the better answer, {@code Class#method}
 */
record DeviationRule(
        String id,
        Kind kind,
        String mode,
        List<IdPattern> cases,
        List<Condition> when,
        List<Condition> expected,
        List<Condition> answer,
        String reason,
        String test) {

    /** What the difference may be. */
    enum Kind {
        /** Other bytes, the same documents. */
        LAYOUT,
        /** Another outcome. */
        BEHAVIOUR
    }

    boolean covers(ConformanceCase example, JsonNode answered) {
        return mode.equals(example.mode())
                && (cases.isEmpty() || cases.stream().anyMatch(pattern -> pattern.matches(example.id())))
                && when.stream().allMatch(condition -> condition.holds(example.input()))
                && expected.stream().allMatch(condition -> condition.holds(example.expected()))
                && answer.stream().allMatch(condition -> condition.holds(answered))
                && (kind == Kind.BEHAVIOUR || AnswerComparison.sameDocuments(example.expected(), answered));
    }
}
