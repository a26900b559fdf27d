package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.RegistriesConf;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which endpoint each image gets by a {@code registries.conf}. */
final class RegistriesConfAnswerer implements Answerer {

    @Override
    public JsonNode answer(JsonNode input) {
        RegistryEndpoints endpoints = new RegistriesConf(path -> Optional.empty())
                .parse("registries.conf", input.path("yaml").asString(""));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("lookup");
        for (JsonNode image : input.path("lookup")) {
            RegistryEndpoint endpoint = endpoints.of(ImageReference.parse(image.asString()));
            ObjectNode entry = found.addObject();
            entry.put("image", image.asString());
            entry.put("name", endpoint.name());
            entry.put("prefix", endpoint.prefix());
            entry.put("api", endpoint.api().toString());
            entry.put("credentials", endpoint.credentials());
            entry.put("credsexpire", GoDuration.format(endpoint.credentialsExpire()));
            entry.put("default", endpoint.isDefault());
            entry.put("defaultns", endpoint.defaultNamespace());
            entry.put("insecure", endpoint.trust().insecure());
            entry.put("tagsort", sorted(endpoint.tagSortMode()));
        }
        return answer;
    }

    private static String sorted(TagSortMode mode) {
        return mode == TagSortMode.NONE ? "unsorted" : mode.id();
    }
}
