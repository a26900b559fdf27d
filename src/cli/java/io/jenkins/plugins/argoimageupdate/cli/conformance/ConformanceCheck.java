package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers cases and compares. */
final class ConformanceCheck {

    private static final Logger LOGGER = Logger.getLogger(ConformanceCheck.class.getName());
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Answerer> answerers;
    private final List<DeviationRule> rules;

    ConformanceCheck(Map<String, Answerer> answerers, List<DeviationRule> rules) {
        this.answerers = answerers;
        this.rules = rules;
    }

    ConformanceResult check(ConformanceCase example) throws InterruptedException {
        Answerer answerer = answerers.get(example.mode());
        if (answerer == null) {
            return failed(example, "nothing answers this mode");
        }
        JsonNode answer;
        try {
            answer = normalized(answerer.answer(example.input()));
        } catch (UpdateException refused) {
            answer = JsonNodeFactory.instance.objectNode().put("error", refused.getMessage());
        } catch (RuntimeException broken) {
            LOGGER.log(Level.FINE, broken, () -> "the answer to " + example.id() + " failed");
            return failed(example, broken.toString());
        }
        return compared(example, answer);
    }

    private ConformanceResult compared(ConformanceCase example, JsonNode answer) {
        if (AnswerComparison.same(example.expected(), answer)) {
            return new ConformanceResult(example, answer, true, null);
        }
        DeviationRule rule = rules.stream()
                .filter(candidate -> candidate.covers(example, answer))
                .findFirst()
                .orElse(null);
        return new ConformanceResult(example, answer, false, rule);
    }

    private static ConformanceResult failed(ConformanceCase example, String why) {
        JsonNode answer = JsonNodeFactory.instance.objectNode().put("failed", why);
        return new ConformanceResult(example, answer, false, null);
    }

    /** So that numbers of different Java types are equal. */
    private static JsonNode normalized(JsonNode answer) {
        return JSON.readTree(JSON.writeValueAsString(answer));
    }
}
