package io.jenkins.plugins.argoimageupdate.cli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * When two answers are the same: field by field, where null is as good as absent, of an error only that there is one counts, and
 * fewer requests than expected will do.
 */
final class AnswerComparison {

    private static final List<String> WORDS = List.of("error", "errorLog");
    private static final String REQUESTS = "requests";
    private static final String FILES = "files";

    private AnswerComparison() {}

    static boolean same(JsonNode expected, JsonNode answer) {
        if (!expected.isObject() || !answer.isObject()) {
            return expected.equals(answer);
        }
        Map<String, JsonNode> left = fields(expected);
        Map<String, JsonNode> right = fields(answer);
        return requestsCovered(left.remove(REQUESTS), right.remove(REQUESTS)) && left.equals(right);
    }

    /** Whether the answers differ only in bytes of files whose YAML documents are equal. */
    static boolean sameDocuments(JsonNode expected, JsonNode answer) {
        if (!expected.isObject() || !answer.isObject()) {
            return false;
        }
        Map<String, JsonNode> left = fields(expected);
        Map<String, JsonNode> right = fields(answer);
        JsonNode expectedFiles = left.remove(FILES);
        JsonNode answeredFiles = right.remove(FILES);
        return left.equals(right)
                && expectedFiles != null
                && answeredFiles != null
                && sameFiles(expectedFiles, answeredFiles);
    }

    private static boolean sameFiles(JsonNode expected, JsonNode answered) {
        if (!new ArrayList<>(expected.propertyNames()).containsAll(answered.propertyNames())
                || expected.size() != answered.size()) {
            return false;
        }
        return expected.properties().stream()
                .allMatch(file -> YamlDocuments.equal(
                        file.getValue().asString(), answered.get(file.getKey()).asString()));
    }

    private static Map<String, JsonNode> fields(JsonNode answer) {
        Map<String, JsonNode> fields = new TreeMap<>();
        answer.properties().forEach(field -> {
            boolean words = WORDS.contains(field.getKey());
            if (!field.getValue().isNull()) {
                fields.put(field.getKey(), words ? BooleanNode.TRUE : field.getValue());
            }
        });
        return fields;
    }

    private static boolean requestsCovered(JsonNode expected, JsonNode answered) {
        if (answered == null) {
            return expected == null || expected.isEmpty();
        }
        if (expected == null) {
            return false;
        }
        Map<String, Long> allowed = counted(expected);
        return counted(answered).entrySet().stream()
                .allMatch(request -> request.getValue() <= allowed.getOrDefault(request.getKey(), 0L));
    }

    private static Map<String, Long> counted(JsonNode requests) {
        return requests.valueStream().collect(Collectors.groupingBy(JsonNode::asString, Collectors.counting()));
    }
}
