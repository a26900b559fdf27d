package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The whole choice against a registry in this process that serves the case's bytes and counts what it is asked. */
final class SelectRegistryAnswerer implements Answerer {

    private final HttpConnector connector = new HttpConnector(HttpLimits.DEFAULT, null);

    @Override
    public JsonNode answer(JsonNode input) throws InterruptedException {
        ImageReference image = SelectAnswerer.image(input);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            fill(registry, input.get("registry"), image.name());
            RegistrySelector selector =
                    new RegistrySelector(new RegistryClients(connector), new TagMetadataCache(), new PushTimes());
            SelectionRule rule = SelectAnswerer.rule(input, image);
            Selection selection = selector.select(
                    image,
                    rule,
                    RegistryEndpoint.at(image.registry(), registry.address(), TlsTrust.DEFAULT),
                    RegistryLogin.ANONYMOUS);
            return answer(selection, image, rule, registry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(EmbeddedRegistry registry, JsonNode given, String repository) {
        for (Map.Entry<String, JsonNode> blob : given.path("blobs").properties()) {
            registry.content().putBlob(blob.getValue().asString().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, JsonNode> manifest : given.path("manifests").properties()) {
            byte[] body = manifest.getValue().get("body").asString().getBytes(StandardCharsets.UTF_8);
            String mediaType = manifest.getValue().get("mediaType").asString();
            registry.content().putManifest(repository, "", mediaType, body);
        }
        registry.content().create(repository);
        for (JsonNode tag : given.path("tags")) {
            String digest = given.path("tagOf").path(tag.asString()).asString("");
            registry.content().tag(repository, tag.asString(), digest);
        }
    }

    private static JsonNode answer(
            Selection selection, ImageReference image, SelectionRule rule, EmbeddedRegistry registry) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode requests = answer.putArray("requests");
        registry.requests().stream()
                .map(request -> request.replace("/v2/" + image.name() + "/", ""))
                .sorted()
                .forEach(requests::add);
        if (!selection.considered().isEmpty()) {
            ArrayNode considered = answer.putArray("considered");
            selection.considered().forEach(considered::add);
        }
        selection.chosen().ifPresent(chosen -> {
            ImageTag tag = rule.strategy().tagFor(chosen);
            answer.put("tag", tag.name());
            answer.put("digest", tag.digest().isEmpty() ? null : tag.digest());
            answer.put("newImage", image.with(tag).withTag());
            if (!chosen.labels().isEmpty()) {
                ObjectNode labels = answer.putObject("labels");
                chosen.labels().forEach(labels::put);
            }
        });
        return answer;
    }
}
