package io.jenkins.plugins.argoimageupdate.engine.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/**
 * Renders the demo's chart as Helm and Argo CD would: its values, then the parameters of the Application, then those of the
 * override file beside it. Each value with an image and a tag is a Deployment of its own.
 */
final class ChartSource implements ManifestSource {

    private final EmbeddedGitServer git;

    ChartSource(EmbeddedGitServer git) {
        this.git = git;
    }

    @Override
    public Rendered render(String application, JsonNode source, String revision) {
        return withCommit(source, revision, (repository, commit) -> {
            Map<String, Object> values = yaml(read(repository, commit, path(source, "values.yaml"))
                    .orElseThrow(() -> new RenderException("the chart has no values.yaml")));
            for (JsonNode parameter : source.path("helm").path("parameters")) {
                set(values, parameter.path("name").asString(""), parameter.path("value").asString(""));
            }
            read(repository, commit, path(source, ".argocd-source-" + application + ".yaml"))
                    .map(ChartSource::yaml)
                    .ifPresent(override -> parameters(override).forEach((name, value) -> set(values, name, value)));
            return new Rendered(commit.name(), "Helm", workloads(values), others(values));
        });
    }

    @Override
    public CommitInfo commit(JsonNode source, String revision) {
        return withCommit(
                source,
                revision,
                (repository, commit) -> new CommitInfo(
                        commit.getAuthorIdent().toExternalString().replaceFirst(" \\d+ [+-]\\d+$", ""),
                        Instant.ofEpochSecond(commit.getCommitTime()),
                        commit.getFullMessage()));
    }

    /** What is done with a commit. */
    private interface Reading<T> {
        T of(Repository repository, RevCommit commit) throws IOException;
    }

    private <T> T withCommit(JsonNode source, String revision, Reading<T> reading) {
        String url = source.path("repoURL").asString("");
        String name = url.substring(url.lastIndexOf('/') + 1);
        String wanted = revision.isEmpty()
                ? Constants.R_HEADS + source.path("targetRevision").asString("main")
                : revision;
        try (Repository repository = git.open(name)) {
            if (repository == null) {
                throw new RenderException("repository not found: " + url);
            }
            ObjectId id = repository.resolve(wanted);
            if (id == null) {
                throw new RenderException("unable to resolve '" + wanted + "' to a commit SHA");
            }
            try (RevWalk walk = new RevWalk(repository)) {
                return reading.of(repository, walk.parseCommit(id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(JsonNode source, String file) {
        String directory = source.path("path").asString("").replaceAll("^[./]+|/+$", "");
        return directory.isEmpty() ? file : directory + "/" + file;
    }

    private static Optional<String> read(Repository repository, RevCommit commit, String path) throws IOException {
        try (TreeWalk found = TreeWalk.forPath(repository, path, commit.getTree())) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new String(
                            repository.open(found.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String text) {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
        return root instanceof Map ? new LinkedHashMap<>((Map<String, Object>) root) : new LinkedHashMap<>();
    }

    private static Map<String, String> parameters(Map<String, Object> override) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (override.get("helm") instanceof Map<?, ?> helm && helm.get("parameters") instanceof List<?> list) {
            for (Object item : list) {
                Map<?, ?> parameter = (Map<?, ?>) item;
                parameters.put(String.valueOf(parameter.get("name")), String.valueOf(parameter.get("value")));
            }
        }
        return parameters;
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> values, String name, String value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            values.put(name, value);
            return;
        }
        Object child = values.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<String, Object>());
        Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) child);
        set(copy, name.substring(dot + 1), value);
        values.put(name.substring(0, dot), copy);
    }

    private static List<Workload> workloads(Map<String, Object> values) {
        List<Workload> workloads = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> section && section.get("image") != null) {
                workloads.add(new Workload(name, section.get("image") + ":" + section.get("tag")));
            }
        });
        return workloads;
    }

    private static List<Other> others(Map<String, Object> values) {
        return workloads(values).stream()
                .map(workload -> new Other("", "v1", "Service", workload.name() + "-service", "Healthy", ""))
                .toList();
    }
}
