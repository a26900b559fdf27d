package io.jenkins.plugins.argoimageupdate.demo.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RequestForm;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/**
 * The stand-in knows no more than a real argocd-server: it is sent each recorded request, and gives the same status, the same error,
 * and neither more nor, but for what nobody reads, fewer fields.
 */
public class EmbeddedArgoCdRecordingsTest {

    private static final List<String> FILES = List.of("example", "web", "forms", "drift");

    /** What the stand-in does not do at all; no part of this project asks for it. */
    private static final Set<String> NOT_SERVED = Set.of(
            "/api/v1/applications/*/resource/actions",
            "/api/v1/applications/*/rollback",
            "/api/v1/applications/*/operation",
            "/api/v1/settings",
            "/api/v1/account/can-i/applications/*/default%2Fstates");

    /** What real answers always have and the stand-in leaves out, as nothing here reads it. */
    private static final List<String> LEFT_OUT = List.of(
            "metadata.generation",
            "status.health.lastTransitionTime",
            "status.resourceHealthSource",
            "nodes[].networkingInfo.labels",
            "nodes[].parentRefs[].version",
            "nodes[].resourceVersion");

    @Test
    public void answersEachRecordedRequestAsTheRealOneDid() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (String file : FILES) {
            for (Recording recording : Recording.all(file)) {
                try (RecordedWorld world = new RecordedWorld(file)) {
                    all.check(() -> compare(recording, world.send(recording)));
                }
            }
        }
        all.assertAll();
    }

    private static void compare(Recording recording, RecordedWorld.Answer answer) {
        if (NOT_SERVED.contains(
                RequestForm.of(recording.method(), recording.path()).path())) {
            assertThat(answer.status()).as(recording.name()).isIn(404, 501);
            return;
        }
        assertThat(answer.status())
                .as("status of %s: %s", recording.name(), answer.body())
                .isEqualTo(recording.status());
        if (recording.body().isBlank()) {
            return; // a manifest, of which the recordings keep nothing
        }
        if (!recording.contentType().startsWith("application/json")) {
            assertThat(answer.body())
                    .as(recording.name())
                    .isEqualTo(recording.body().strip());
            return;
        }
        JsonNode json = JsonAnswers.MAPPER.readTree(answer.body());
        if (recording.status() >= 400) {
            sameError(recording, json);
        } else {
            sameFields(recording, json);
        }
    }

    /** What Git says is another Git's. */
    private static void sameError(Recording recording, JsonNode answer) {
        JsonNode real = recording.json();
        if (recording.body().contains("git fetch")) {
            assertThat(answer.propertyNames())
                    .as(recording.name())
                    .containsExactlyInAnyOrderElementsOf(real.propertyNames());
            assertThat(answer.path("code")).as(recording.name()).isEqualTo(real.path("code"));
        } else {
            assertThat(answer).as(recording.name()).isEqualTo(real);
        }
    }

    private static void sameFields(Recording recording, JsonNode answer) {
        Set<String> given = paths(answer);
        List<Set<String>> real =
                comparable(recording).stream().map(other -> paths(other.json())).toList();
        Set<String> ever = real.stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(without(given, ever))
                .as("%s: what the stand-in gives and the real one does not", recording.name())
                .isEmpty();
        assertThat(without(always(recording, real), given))
                .as("%s: what the real one always gives and the stand-in does not", recording.name())
                .allMatch(path -> LEFT_OUT.stream().anyMatch(path::contains));
    }

    /** There are few lists and streams: what Applications always have is known better from those that stand alone. */
    private static Set<String> always(Recording recording, List<Set<String>> real) {
        String path = RequestForm.of(recording).path();
        String prefix = path.endsWith("/stream/applications")
                ? "result.application."
                : path.endsWith("/applications")
                                && !recording.json().path("items").isNull()
                        ? "items[]."
                        : "";
        if (path.endsWith("/events")) {
            return Set.of("metadata.resourceVersion"); // the stand-in has no events about an Application itself
        }
        if (prefix.isEmpty() || recording.path().contains("fields=")) {
            return inAll(real);
        }
        List<Set<String>> applications = recordings()
                .filter(EmbeddedArgoCdRecordingsTest::isApplication)
                .map(application -> paths(application.json()))
                .toList();
        return inAll(applications).stream().map(prefix::concat).collect(Collectors.toSet());
    }

    private static Set<String> inAll(List<Set<String>> sets) {
        Set<String> common = new TreeSet<>(sets.get(0));
        sets.forEach(common::retainAll);
        return common;
    }

    private static Stream<Recording> recordings() {
        return FILES.stream()
                .flatMap(file -> Recording.all(file).stream())
                .filter(recording ->
                        recording.status() == 200 && !recording.body().isEmpty());
    }

    private static Set<String> without(Set<String> paths, Set<String> others) {
        Set<String> rest = new TreeSet<>(paths);
        rest.removeAll(others);
        return rest;
    }

    /** An Application depends on its state and is the same whatever it is the answer to; a choice of fields is compared alone. */
    private static List<Recording> comparable(Recording recording) {
        boolean chosen = recording.path().contains("fields=") && !isApplication(recording);
        if (chosen || recording.json().path("items").isNull()) {
            return List.of(recording);
        }
        return recordings()
                .filter(other -> isApplication(recording)
                        ? isApplication(other)
                        : RequestForm.of(other).sameEndpoint(RequestForm.of(recording))
                                && !other.path().contains("fields=")
                                && !other.json().path("items").isNull())
                .toList();
    }

    private static boolean isApplication(Recording recording) {
        return recording.json().has("metadata") && recording.json().has("spec");
    }

    /** All paths to values, but for what is below names of somebody's own choice. */
    private static Set<String> paths(JsonNode json) {
        Set<String> paths = new TreeSet<>();
        collect(json, "", paths);
        return paths.stream()
                .map(path -> path.replaceAll("(annotations|labels|targetLabels)\\..*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(JsonNode node, String path, Set<String> paths) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> collect(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), paths));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", paths));
        } else {
            paths.add(path + (node.isNull() ? " null" : ""));
        }
    }
}
