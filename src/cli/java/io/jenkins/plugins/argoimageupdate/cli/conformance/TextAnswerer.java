package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.RenderedText;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchSubject;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commit messages and branch names from templates. */
final class TextAnswerer implements Answerer {

    @Override
    public JsonNode answer(JsonNode input) {
        String template = input.path("template").asString();
        List<TemplateChange> changes =
                input.path("changes").valueStream().map(TextAnswerer::change).toList();
        return input.path("kind").asString().equals("branch")
                ? text(branch(input, template, changes))
                : text(message(input, template, changes));
    }

    private static RenderedText message(JsonNode input, String template, List<TemplateChange> changes) {
        String source = template.equals("<default>") ? CommitMessageTemplate.DEFAULT : template;
        return CommitMessageTemplate.parse(source).render(input.path("appName").asString(), changes);
    }

    /** The Image Updater answers with an empty name where we refuse. */
    private static RenderedText branch(JsonNode input, String template, List<TemplateChange> changes) {
        String source = template.equals("<pr>") ? BranchNameTemplate.PULL_REQUEST : template;
        BranchSubject subject = new BranchSubject(
                input.path("appNamespace").asString(),
                input.path("appName").asString(),
                input.path("targetKey").asString());
        try {
            return BranchNameTemplate.parse(source).render(subject, changes);
        } catch (ConfigurationException refused) {
            return RenderedText.EMPTY;
        }
    }

    private static TemplateChange change(JsonNode change) {
        ImageReference image = ImageReference.parse(change.path("image").asString());
        Map<String, String> labels = new TreeMap<>();
        change.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return new TemplateChange(
                image.name(), image.alias(), tag(change.path("oldTag")), tag(change.path("newTag")), labels);
    }

    private static String tag(JsonNode tag) {
        return new ImageTag(tag.path("name").asString(""), tag.path("digest").asString("")).toString();
    }

    private static JsonNode text(RenderedText text) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("text", text.text());
        if (!text.isWellFormed()) {
            answer.put("hex", HexFormat.of().formatHex(text.utf8()));
        }
        return answer;
    }
}
