package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** Manifests of Rollouts and AnalysisRuns that Argo CD itself is tested with. */
public final class RolloutManifests {

    private RolloutManifests() {}

    /** The one of a file, without its ending. */
    public static JsonNode named(String name) {
        try (InputStream in = RolloutManifests.class.getResourceAsStream("rollouts/" + name + ".yaml")) {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return JsonAnswers.MAPPER.valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
