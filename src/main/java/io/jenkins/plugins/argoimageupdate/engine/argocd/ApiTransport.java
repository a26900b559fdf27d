package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sends requests with the session's token and turns whatever is no JSON of success into an {@link ArgoCdException}. Thread-safe. */
final class ApiTransport {

    private static final Logger LOGGER = Logger.getLogger(ApiTransport.class.getName());

    private final ArgoCdServer server;
    private final HttpConnector connector;
    private final ApiErrors errors;
    private final ApiSession session;
    private final RequestMetrics metrics;

    ApiTransport(ArgoCdServer server, HttpConnector connector, Clock clock) {
        this.server = server;
        this.connector = connector;
        this.errors = new ApiErrors(server);
        this.session = new ApiSession(server.credentials(), clock);
        this.metrics = new RequestMetrics();
    }

    private ApiTransport(ApiTransport same, RequestMetrics metrics) {
        this.server = same.server;
        this.connector = same.connector;
        this.errors = same.errors;
        this.session = same.session;
        this.metrics = metrics;
    }

    /** The same with the same session, whose requests count for {@code other} besides. */
    ApiTransport counting(RequestMetrics other) {
        return new ApiTransport(this, new RequestMetrics(metrics, other));
    }

    private String token() {
        return session.token(call -> read(call, exchange(call, "")));
    }

    JsonNode send(ApiCall call) {
        return read(call, answer(call));
    }

    /** Sends a request for a list, and reads its items one after the other. */
    void list(ApiCall call, Consumer<JsonNode> item) {
        HttpAnswer answer = answer(call);
        requireJson(call, answer);
        try {
            if (!ListedItems.read(answer.body(), item)) {
                throw errors.ofNoList(call);
            }
        } catch (JacksonException e) {
            throw errors.ofUnreadable(call, e);
        }
    }

    private HttpAnswer answer(ApiCall call) {
        String token = token();
        HttpAnswer answer = exchange(call, token);
        if (answer.status() == 401 && session.renew(token)) {
            metrics.retry();
            answer = exchange(call, token());
        }
        return answer;
    }

    /** Sends a request that needs no token. */
    JsonNode sendOpenly(ApiCall call) {
        return read(call, exchange(call, ""));
    }

    /** Opens an endless answer; the caller reads it line by line and closes it. */
    CompletableFuture<HttpResponse<InputStream>> open(ApiCall call) {
        HttpRequest.Builder request = request(call, token()).setHeader("Accept", "application/json");
        metrics.request(RequestKind.WATCH);
        return connector.exchangeAsync(request.build(), server.trust(), BodyHandlers.ofInputStream());
    }

    private HttpAnswer exchange(ApiCall call, String token) {
        metrics.request(kind(call));
        try {
            HttpAnswer answer = connector.send(request(call, token).build(), server.trust());
            LOGGER.log(
                    Level.FINE,
                    () -> call.method() + " " + call.path() + " at " + server.name() + ": " + answer.status() + ", "
                            + answer.body().length + " bytes");
            metrics.received(answer.body().length, "");
            if (answer.status() >= 500 || answer.status() == 429) {
                metrics.failure(call.attempted() + ": status " + answer.status());
            } else {
                metrics.answered();
            }
            return answer;
        } catch (IOException e) {
            ArgoCdException failure = errors.ofNetwork(call, e);
            metrics.failure(failure.getMessage());
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.ofInterrupt(call);
        }
    }

    private static RequestKind kind(ApiCall call) {
        if (call.isRead()) {
            return RequestKind.READ;
        }
        return call.path().equals(ApiSession.PATH) ? RequestKind.LOGIN : RequestKind.WRITE;
    }

    private HttpRequest.Builder request(ApiCall call, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(call.path())).setHeader("Accept", "application/json");
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        if (!call.isRead()) {
            request.setHeader("Content-Type", "application/json");
        }
        byte[] body = call.body() == null ? null : JsonAnswers.MAPPER.writeValueAsBytes(call.body());
        return request.method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    }

    private void requireJson(ApiCall call, HttpAnswer answer) {
        if (!answer.isSuccess()) {
            throw errors.ofStatus(call, answer);
        }
        if (ApiErrors.isHtml(answer)) {
            throw errors.ofHtml(call, answer);
        }
    }

    private JsonNode read(ApiCall call, HttpAnswer answer) {
        requireJson(call, answer);
        try {
            return JsonAnswers.MAPPER.readTree(answer.body());
        } catch (JacksonException e) {
            throw errors.ofUnreadable(call, e);
        }
    }
}
