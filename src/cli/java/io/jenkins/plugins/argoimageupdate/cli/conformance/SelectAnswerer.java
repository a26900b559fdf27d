package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Filters, order and choice on a given tag list, and whether the live image has to give way. */
final class SelectAnswerer implements Answerer {

    @Override
    public JsonNode answer(JsonNode input) throws InterruptedException {
        ImageReference image = image(input);
        SelectionRule rule = rule(input, image);
        Selection selection = choose(input, rule);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (!selection.considered().isEmpty()) {
            ArrayNode considered = answer.putArray("considered");
            selection.considered().forEach(considered::add);
        }
        selection.chosen().ifPresent(chosen -> {
            ImageTag tag = rule.strategy().tagFor(chosen);
            answer.put("tag", tag.name());
            answer.put("digest", tag.digest().isEmpty() ? null : tag.digest());
            answer.put("newImage", image.with(tag).withTag());
            if (input.hasNonNull("current")) {
                ImageTag live =
                        ImageReference.parse(input.get("current").asString()).tag();
                answer.put("needsUpdate", rule.strategy().needsUpdate(live, tag));
            }
        });
        return answer;
    }

    /** The image as an ImageUpdater resource would give it, with an alias. */
    static ImageReference image(JsonNode input) {
        String constraint = input.path("constraint").asString("");
        return ImageReference.parse(
                "alias=" + input.get("image").asString() + (constraint.isEmpty() ? "" : ":" + constraint));
    }

    static SelectionRule rule(JsonNode input, ImageReference image) {
        return new SelectionRule(
                UpdateStrategy.parse(input.path("strategy").asString(""), warning -> {}),
                image.constraint(),
                input.path("allowTags").asString(""),
                texts(input.path("ignoreTags")),
                texts(input.path("platforms")));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Selection choose(JsonNode input, SelectionRule rule) throws InterruptedException {
        TagSelector selector = TagSelector.of(rule);
        TagSortMode sortMode =
                TagSortMode.parse(input.path("tagSortMode").asString("")).orElseThrow();
        if (sortMode.isTimeSorted()) {
            return selector.choose(sortMode.dated(input.get("tags")
                    .valueStream()
                    .map(tag -> tag.get("name").asString())
                    .toList()));
        }
        Collection<RegistryTag> tags = new ArrayList<>();
        Map<String, TagVerdict> dropped = new HashMap<>();
        for (JsonNode tag : input.get("tags")) {
            String name = tag.get("name").asString();
            Optional<Instant> created = Timestamps.parse(tag.path("createdAt").asString(""));
            if (rule.strategy().needsMetadata() && created.isEmpty()) {
                dropped.put(name, new TagVerdict(name, TagVerdict.Outcome.NO_METADATA, "no date"));
            }
            tags.add(new RegistryTag(
                    name, created.orElse(null), tag.path("digest").asString(""), Map.of()));
        }
        return selector.choose(tags, dropped);
    }
}
