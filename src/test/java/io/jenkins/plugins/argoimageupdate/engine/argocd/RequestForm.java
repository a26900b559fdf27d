package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What requests of one kind have in common.
 *
 * @param path with {@code *} for names and commits
 * @param parameters of the query; {@code fields} with each of its values, as it counts which of them a server knows
 */
public record RequestForm(String method, String path, Set<String> parameters) {

    private static final String FIELDS = "fields=";
    private static final List<String> BEFORE_A_NAME = List.of("applications", "revisions");

    /** @param address path and query */
    public static RequestForm of(String method, String address) {
        int question = address.indexOf('?');
        String path = question < 0 ? address : address.substring(0, question);
        Set<String> parameters = question < 0
                ? Set.of()
                : Arrays.stream(address.substring(question + 1).split("&"))
                        .flatMap(RequestForm::parameters)
                        .collect(Collectors.toCollection(TreeSet::new));
        String before = "";
        StringBuilder template = new StringBuilder();
        for (String segment : path.substring(1).split("/")) {
            template.append('/').append(BEFORE_A_NAME.contains(before) ? "*" : segment);
            before = segment;
        }
        return new RequestForm(method, template.toString(), parameters);
    }

    /** @param request method and address, as {@code EmbeddedArgoCd} keeps them */
    public static RequestForm of(String request) {
        String[] parts = request.split(" ");
        return of(parts[0], parts[1]);
    }

    /** Without those {@code fields} that the server has left out of its answer. */
    public static RequestForm of(Recording recording) {
        RequestForm form = of(recording.method(), recording.path());
        Set<String> known = form.parameters.stream()
                .filter(parameter -> !parameter.startsWith(FIELDS) || isAnswered(recording, parameter))
                .collect(Collectors.toCollection(TreeSet::new));
        return new RequestForm(form.method, form.path, known);
    }

    private static boolean isAnswered(Recording recording, String parameter) {
        List<JsonNode> nodes = List.of(recording.json());
        for (String name : parameter.substring(FIELDS.length()).split("\\.")) {
            nodes = nodes.stream()
                    .flatMap(node -> node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node))
                    .filter(node -> node.has(name))
                    .map(node -> node.path(name))
                    .toList();
        }
        return !nodes.isEmpty();
    }

    private static Stream<String> parameters(String pair) {
        String decoded = URLDecoder.decode(pair, StandardCharsets.UTF_8);
        return decoded.startsWith(FIELDS)
                ? Arrays.stream(decoded.substring(FIELDS.length()).split(",")).map(field -> FIELDS + field)
                : Stream.of(decoded.split("=")[0]);
    }

    public boolean sameEndpoint(RequestForm other) {
        return method.equals(other.method) && path.equals(other.path);
    }

    /** Whether this one has nothing that the other one has not. */
    boolean isPartOf(RequestForm other) {
        return sameEndpoint(other) && other.parameters.containsAll(parameters);
    }

    RequestForm with(String... more) {
        Set<String> all = new LinkedHashSet<>(parameters);
        all.addAll(List.of(more));
        return new RequestForm(method, path, all);
    }

    @Override
    public String toString() {
        return method + " " + path + (parameters.isEmpty() ? "" : " " + parameters);
    }
}
