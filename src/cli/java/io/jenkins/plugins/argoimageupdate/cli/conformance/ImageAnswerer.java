package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parsing and rendering of an image; the input is its text. */
final class ImageAnswerer implements Answerer {

    @Override
    public JsonNode answer(JsonNode input) {
        String text = input.asString();
        ImageReference image = ImageReference.parse(text);
        ImageTag tag = image.tag();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("registry", image.registry());
        answer.put("name", image.name());
        answer.put("tag", tag == null ? null : tag.name());
        answer.put("digest", tag == null ? null : tag.digest());
        answer.put("alias", image.alias());
        answer.put("constraint", image.constraint());
        answer.put("hasTag", tag != null);
        answer.put("string", image.toString());
        answer.put("fullNameWithTag", image.withTag());
        answer.put("fullNameWithoutTag", image.withoutTag());
        answer.put("tagWithDigest", tag == null ? "" : tag.withDigest());
        answer.put("hasRegistryPrefix", ImageReference.hasRegistryPrefix(text));
        answer.put("shortForm", ImageReference.shortForm(text));
        return answer;
    }
}
