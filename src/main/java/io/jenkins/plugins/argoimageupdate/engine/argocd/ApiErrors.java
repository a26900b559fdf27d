package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.BodyTooLargeException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Says in one line what went wrong with a request, and what to do. */
final class ApiErrors {

    private static final String CHECK_URL = "Check that the server's URL is that of Argo CD";

    private static final String ASK_FOR_FEWER =
            "Narrow the selector: labels, project and namespace are applied by the server";

    private static final String LEAVE_API_OUT = "Leave /api/v1 out of the server's address";

    private final ArgoCdServer server;

    ApiErrors(ArgoCdServer server) {
        this.server = server;
    }

    /** The error that an answer with another status than success means. */
    ArgoCdException ofStatus(ApiCall call, HttpResult answer) {
        String message = message(answer.without(passwords()));
        String said = answer.status() + (message.isEmpty() ? "" : " " + message);
        boolean html = isHtml(answer);
        if (answer.status() == 404 && namesApi()) {
            return error(call, Reason.INVALID_CONFIGURATION, said, LEAVE_API_OUT);
        }
        switch (answer.status()) {
            case 401:
                return error(call, Reason.UNAUTHORIZED, said, unauthorized(answer));
            case 403:
                return html ? ofHtml(call, answer) : forbidden(call, message, said);
            case 404:
                return message.isEmpty() || html
                        ? ofHtml(call, answer)
                        : error(call, Reason.NOT_FOUND, said, AccessAdvice.notFound(call.application(), message));
            case 409:
            case 412:
                return error(call, Reason.RACE_LOST, said, "Try again");
            case 429:
                return retryingLater(answer, error(call, Reason.RATE_LIMITED, said, "Try again later"));
            default:
                break;
        }
        if (message.startsWith("error parsing the selector")) {
            return error(call, Reason.INVALID_CONFIGURATION, said, "Correct the label selector");
        }
        if (answer.status() >= 500) {
            return retryingLater(
                    answer,
                    error(call, Reason.SERVER_ERROR, said, "See the log of argocd-server, or of the proxy before it"));
        }
        return html ? ofHtml(call, answer) : error(call, Reason.INVALID_CONFIGURATION, said, "");
    }

    /** Whether the address goes on where that of Argo CD ends. */
    private boolean namesApi() {
        return (server.url().getPath() + "/").contains("/api/v1/");
    }

    /** Proxies and overloaded servers say when they want to be asked again. */
    private static ArgoCdException retryingLater(HttpResult answer, ArgoCdException error) {
        Instant now = Instant.now();
        return RetryAfter.parse(answer.header("Retry-After"), now)
                .map(pause -> error.retryingAt(now.plus(pause)))
                .orElse(error);
    }

    /** An answer that should be JSON and is a page: of the UI, of a login proxy or of another server. */
    ArgoCdException ofHtml(ApiCall call, HttpResult answer) {
        return error(
                call,
                Reason.MALFORMED_ANSWER,
                answer.status() + " and no JSON from " + ArgoCdMessages.address(answer.uri()),
                namesApi()
                        ? LEAVE_API_OUT
                        : "Check the URL of the server: it must be Argo CD, include its root path, and not lead to a login page");
    }

    ArgoCdException ofUnreadable(ApiCall call, JacksonException cause) {
        boolean tooMuch = cause instanceof StreamConstraintsException && call.isList();
        return new ArgoCdException(
                Reason.MALFORMED_ANSWER,
                attempted(call),
                "the answer cannot be read as JSON (" + ArgoCdMessages.quoted(cause.getOriginalMessage()) + ")",
                tooMuch ? ASK_FOR_FEWER : CHECK_URL);
    }

    ArgoCdException ofNoList(ApiCall call) {
        return error(call, Reason.MALFORMED_ANSWER, "there is no list in the answer", CHECK_URL);
    }

    ArgoCdException ofNoApplication(ApiCall call) {
        return error(call, Reason.MALFORMED_ANSWER, "there is no Application in the answer", CHECK_URL);
    }

    ArgoCdException ofNetwork(ApiCall call, IOException cause) {
        if (cause instanceof BodyTooLargeException && call.isList()) {
            return new ArgoCdException(
                    Reason.MALFORMED_ANSWER, attempted(call), String.valueOf(cause.getMessage()), ASK_FOR_FEWER, cause);
        }
        NetworkFailure failure =
                NetworkFailure.of(cause, Origin.of(server.url()).authority());
        return new ArgoCdException(failure.reason(), attempted(call), failure.answer(), failure.advice(), cause);
    }

    static boolean isHtml(HttpResult answer) {
        String type = answer.header("Content-Type");
        return type.startsWith("text/html") || answer.text().stripLeading().startsWith("<");
    }

    /** What Argo CD says in its errors; empty when it is not Argo CD that speaks. */
    static String message(HttpResult answer) {
        try {
            JsonNode json = JsonAnswers.MAPPER.readTree(answer.body());
            String message = JsonAnswers.text(json, "message");
            return ArgoCdMessages.quoted(message.isEmpty() ? JsonAnswers.text(json, "error") : message);
        } catch (JacksonException e) {
            return "";
        }
    }

    /** A login's request has the password in its body. */
    private List<String> passwords() {
        return server.credentials() instanceof ArgoCdCredentials.UserPassword pair
                ? List.of(pair.password())
                : List.of();
    }

    private ArgoCdException forbidden(ApiCall call, String message, String said) {
        if (said.contains("sync window")) {
            return error(
                    call,
                    Reason.SYNC_WINDOW,
                    said,
                    "Wait for the window to end or change it in the project; the commit stays in Git");
        }
        return error(call, Reason.FORBIDDEN, said, AccessAdvice.forbidden(call.application(), call.right(), message));
    }

    private String unauthorized(HttpResult answer) {
        boolean redirected = !Origin.of(answer.uri()).equals(Origin.of(server.url()));
        if (redirected) {
            return "The server redirected to "
                    + ArgoCdMessages.address(
                            URI.create(answer.uri().resolve("/").toString()))
                    + ": configure that address, as credentials are not sent on";
        }
        return server.credentials() instanceof ArgoCdCredentials.Token
                ? "This token is expired, revoked or for another server: make a new one"
                : "Check user and password, and that the account may log in (accounts.<name>: login)";
    }

    private ArgoCdException error(ApiCall call, Reason reason, String answer, String advice) {
        return new ArgoCdException(reason, attempted(call), answer, advice);
    }

    private String attempted(ApiCall call) {
        return call.attempted() + " at Argo CD " + server.name() + " (" + ArgoCdMessages.address(server.url()) + ")";
    }
}
