package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an error of a host's API says, in one line: GitHub has {@code message} and {@code errors[]}, which are texts or have a {@code
 * message} or a {@code field} and a {@code code}; GitLab has {@code message} as a text, a list or lists by field, or {@code error}.
 */
final class HostMessage {

    private static final int LONGEST = 300;

    private HostMessage() {}

    static String of(JsonNode body) {
        Set<String> texts = new LinkedHashSet<>();
        collect(body.path("message"), texts);
        collect(body.path("error"), texts);
        for (JsonNode error : body.path("errors")) {
            collect(error.isString() ? error : error.path("message"), texts);
            if (error.path("message").asString("").isEmpty()
                    && error.path("field").isString()) {
                String code = error.path("code").asString("invalid").replace('_', ' ');
                texts.add("the field " + error.path("field").asString() + " is " + code);
            }
        }
        return CleanText.line(String.join("; ", texts).strip(), LONGEST);
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        } else {
            node.forEach(element -> collect(element, texts));
        }
    }
}
