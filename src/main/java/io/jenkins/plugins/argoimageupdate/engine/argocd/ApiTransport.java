package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.http.BodyReader;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.StreamedResult;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
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

    private static final BodyReader<JsonBody<JsonNode>> TREE = JsonBody.reader(JsonAnswers.MAPPER::readTree);

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

    private String token() throws InterruptedException {
        return session.token(call -> value(call, exchange(call, "", TREE, Budget.HTTP_BODY)));
    }

    JsonNode send(ApiCall call) throws InterruptedException {
        return value(call, answer(call, TREE, Budget.HTTP_BODY));
    }

    /** Sends a request for one Application. */
    JsonNode application(ApiCall call) throws InterruptedException {
        JsonNode application = send(call);
        if (JsonAnswers.text(application.path("metadata"), "name").isEmpty()) {
            throw errors.ofNoApplication(call);
        }
        return application;
    }

    /** Sends a request whose answer has JSON as the text of one field. */
    JsonNode text(ApiCall call, String field) throws InterruptedException {
        JsonNode answer = send(call);
        try {
            return JsonAnswers.MAPPER.readTree(JsonAnswers.text(answer, field));
        } catch (JacksonException e) {
            throw errors.ofUnreadable(call, e);
        }
    }

    /** Sends a request for a list, and reads its items one after the other while they come. */
    void list(ApiCall call, Consumer<JsonNode> item) throws InterruptedException {
        boolean isList =
                value(call, answer(call, JsonBody.reader(json -> ListedItems.read(json, item)), Budget.ARGO_CD_LIST));
        if (!isList) {
            throw errors.ofNoList(call);
        }
    }

    private <T> StreamedResult<JsonBody<T>> answer(ApiCall call, BodyReader<JsonBody<T>> reader, Budget most)
            throws InterruptedException {
        String token = token();
        StreamedResult<JsonBody<T>> answer = exchange(call, token, reader, most);
        if (answer.answer().status() == 401 && session.renew(token)) {
            metrics.retry();
            answer = exchange(call, token(), reader, most);
        }
        return answer;
    }

    /** Sends a request that needs no token. */
    JsonNode sendOpenly(ApiCall call) throws InterruptedException {
        return value(call, exchange(call, "", TREE, Budget.HTTP_BODY));
    }

    /** Opens an endless answer; the caller reads it line by line and closes it. */
    CompletableFuture<HttpResponse<InputStream>> open(ApiCall call) throws InterruptedException {
        HttpRequest.Builder request = request(call, token()).setHeader("Accept", "application/json");
        metrics.request(RequestKind.WATCH);
        return connector.exchangeAsync(request.build(), server.trust(), BodyHandlers.ofInputStream());
    }

    private <T> StreamedResult<JsonBody<T>> exchange(
            ApiCall call, String token, BodyReader<JsonBody<T>> reader, Budget most) throws InterruptedException {
        metrics.request(kind(call));
        try {
            StreamedResult<JsonBody<T>> answer = read(request(call, token).build(), reader, most);
            int status = answer.answer().status();
            LOGGER.log(
                    Level.FINE,
                    () -> call.method() + " " + call.path() + " at " + server.name() + ": " + status + ", "
                            + answer.bytes() + " bytes");
            metrics.received(answer.bytes(), "");
            if (status >= 500 || status == 429) {
                metrics.failure(call.attempted() + ": status " + status);
            } else {
                metrics.answered();
            }
            return answer;
        } catch (IOException e) {
            ArgoCdException failure = errors.ofNetwork(call, e);
            metrics.failure(failure.getMessage());
            throw failure;
        }
    }

    /** A login has the password in its body, and a session stands for it. */
    private <T> StreamedResult<JsonBody<T>> read(HttpRequest request, BodyReader<JsonBody<T>> reader, Budget most)
            throws IOException, InterruptedException {
        try {
            return connector.read(request, server.trust(), RedirectRule.ANYWHERE, most.value(), reader);
        } finally {
            Secrets.alsoSent(server.credentials().secrets());
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

    private <T> T value(ApiCall call, StreamedResult<JsonBody<T>> read) {
        HttpResult answer = read.answer();
        if (!answer.isSuccess()) {
            throw errors.ofStatus(call, answer);
        }
        if (read.value().isPage() || ApiErrors.isHtml(answer)) {
            throw errors.ofHtml(call, answer);
        }
        if (read.value().failure() != null) {
            throw errors.ofUnreadable(call, read.value().failure());
        }
        return read.value().value();
    }
}
