package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.budget.BoundedJson;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A host's REST API, reached as its Git repositories are: with their token, trust and proxies. */
final class JsonApi {

    private static final JsonMapper MAPPER =
            BoundedJson.mapper(Budget.JSON_NODES).build();

    private final String name;
    private final URI base;
    private final HostedRepository repository;
    private final HttpConnector connector;

    /** @param name of the host's kind, for messages */
    JsonApi(String name, URI base, HostedRepository repository) {
        this.name = name;
        this.base = base;
        this.repository = repository;
        this.connector =
                new HttpConnector(HttpLimits.DEFAULT, repository.remote().proxies());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An answer, with its status and the error that it means if it is none of success. */
    record Answer(
            int status, @Nullable JsonNode body, @Nullable GitException failure) {

        JsonNode orThrow() {
            if (failure != null) {
                throw failure;
            }
            return body;
        }
    }

    /**
     * Sends a request.
     *
     * @param attempted for messages, such as {@code open a pull request for branch x}
     * @param body null for none
     */
    Answer send(String attempted, String method, String path, @Nullable Map<String, ?> body)
            throws InterruptedException {
        String what = attempted + " of " + repository;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", RequestHeaders.bearer(repository.token(), what))
                .header("Accept", "application/json")
                .header("User-Agent", "argo-image-update");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)));
        }
        try {
            return read(
                    what,
                    connector.send(
                            request.build(),
                            repository.remote().trust(),
                            this::checkRedirect,
                            Budget.PULL_REQUEST_ANSWER.value()));
        } catch (IOException e) {
            NetworkFailure failure = NetworkFailure.of(e, Origin.of(base).authority());
            throw new GitException(failure.reason(), what, failure.answer(), failure.advice(), e);
        }
    }

    /** Within its host an API may lead to where it likes, such as to a repository by its number. */
    private void checkRedirect(URI from, URI target) {
        if (!Origin.of(from).equals(Origin.of(target))) {
            repository.remote().redirects().check(from, target);
        }
    }

    private Answer read(String what, HttpResult answer) {
        JsonNode body;
        try {
            body = MAPPER.readTree(answer.body());
        } catch (JacksonException e) {
            body = null;
        }
        if (answer.isSuccess() && body != null) {
            return new Answer(answer.status(), body, null);
        }
        String said = body == null ? "" : HostMessage.of(body);
        String status = "HTTP status " + answer.status() + (said.isEmpty() ? "" : ": " + said);
        return new Answer(answer.status(), body, failure(what, answer, status));
    }

    private GitException failure(String what, HttpResult answer, String status) {
        boolean limited = answer.status() == 429
                || answer.status() == 403
                        && answer.header("x-ratelimit-remaining").equals("0");
        if (limited) {
            return new GitException(Reason.RATE_LIMITED, what, status, "Try again later");
        }
        return switch (answer.status()) {
            case 401 ->
                new GitException(
                        Reason.UNAUTHORIZED, what, status, "Check the token that " + name + " gets, and its expiry");
            case 403 ->
                new GitException(
                        Reason.FORBIDDEN,
                        what,
                        status,
                        "Let the token write pull requests (GitHub: 'Pull requests' or 'repo'; GitLab: 'api')");
            case 404 ->
                new GitException(
                        Reason.NOT_FOUND,
                        what,
                        status,
                        "Check the repository's URL, that it is " + name + ", and that the token may see it");
            default ->
                answer.status() >= 500
                        ? new GitException(Reason.SERVER_ERROR, what, status, "Look at " + name + "'s status")
                        : new GitException(Reason.MALFORMED_ANSWER, what, status, correction(answer, status));
        };
    }

    /** @param said with the reasons that the host gives */
    private String correction(HttpResult answer, String said) {
        if (answer.isSuccess()) {
            return "Check that the repository's URL is that of " + name + ", and any proxy between";
        }
        if (said.contains("No commits between")) {
            return "Delete the branch at " + name + ": it has no change that its base lacks";
        }
        return Pattern.compile("\\b(base|target branch)\\b").matcher(said).find()
                ? "Check that the base branch exists at " + name
                : "Change what " + name
                        + " refuses: the repository's rules for pull requests, its branches or this draft";
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
