package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Words for answers of a registry that are no success. */
public final class RegistryErrors {

    private static final int MAX_MESSAGE = 200;
    private static final Pattern BAD_LOGIN =
            Pattern.compile("expired|reauthenticate|(invalid|bad) (token|credential)", Pattern.CASE_INSENSITIVE);

    private RegistryErrors() {}

    /**
     * @param attempted what was tried, such as {@code list tags of ghcr.io/org/app}
     * @param login as whom
     */
    static RegistryException of(String attempted, HttpResult answer, RegistryLogin login) {
        int status = answer.status();
        if (status == 401) {
            return exception(Reason.UNAUTHORIZED, attempted, answer, unauthorizedAdvice(login));
        }
        if (status == 403) {
            return exception(Reason.FORBIDDEN, attempted, answer, forbiddenAdvice(answer, login));
        }
        if (status == 404) {
            return exception(Reason.NOT_FOUND, attempted, answer, notFoundAdvice(answer, login));
        }
        if (status == 429) {
            return exception(Reason.RATE_LIMITED, attempted, answer, rateLimitAdvice(login));
        }
        if (status == 412) {
            return exception(
                    Reason.FORBIDDEN,
                    attempted,
                    answer,
                    "The policy of the registry blocks this image: fix or exempt the image there, or exclude its tag with"
                            + " ignore-tags");
        }
        if (status >= 500) {
            return exception(
                    Reason.SERVER_ERROR, attempted, answer, "Look at the registry's own log; the next run tries again");
        }
        return exception(
                Reason.MALFORMED_ANSWER, attempted, answer, "Check that the address is that of a container registry");
    }

    /** A registry says in JSON what it does not know; anything else answers with a page of its own. */
    private static String notFoundAdvice(HttpResult answer, RegistryLogin login) {
        String readable = login.isAnonymous() ? "it may be read without credentials" : login + " may see it";
        return message(answer).isEmpty()
                ? "Check that a container registry answers at this address, the name of the repository, and that "
                        + readable
                : "Check the name of the repository, and that " + readable;
    }

    /** An answer that is a success by its status, but makes no sense. */
    public static RegistryException malformed(String attempted, String answer, String advice) {
        return new RegistryException(Reason.MALFORMED_ANSWER, attempted, answer, advice);
    }

    static String rateLimitAdvice(RegistryLogin login) {
        return login.isAnonymous()
                ? "Add credentials to get a higher limit, or poll less often"
                : "Poll less often, or lower the maximum requests per second for this registry";
    }

    /** Of a registry that does not take a token which it has just given for a login. */
    static RegistryException notGranted(String attempted, HttpResult answer, RegistryLogin login) {
        return login.isAnonymous()
                ? of(attempted, answer, login)
                : exception(
                        Reason.FORBIDDEN,
                        attempted,
                        answer,
                        "The login works: check the name of the repository, and that " + login + " may pull from it");
    }

    private static String unauthorizedAdvice(RegistryLogin login) {
        return login.isAnonymous()
                ? "Add credentials for this registry, or check the name: some registries answer this for a repository that does not exist"
                : "Check the password or token of " + login + ", and that it has not expired"
                        + (login.username().equals("AWS") ? "; Amazon ECR's are good for 12 hours" : "");
    }

    /** Amazon ECR and GitHub answer so to a bad or old password. */
    private static String forbiddenAdvice(HttpResult answer, RegistryLogin login) {
        if (login.isAnonymous()) {
            return "Use credentials that may pull from this repository";
        }
        return BAD_LOGIN.matcher(message(answer)).find()
                ? unauthorizedAdvice(login)
                : "Give the " + login + " the right to pull from this repository";
    }

    private static RegistryException exception(Reason reason, String attempted, HttpResult answer, String advice) {
        return new RegistryException(reason, attempted, describe(answer), advice);
    }

    /** Status and reason, and where they came from if the address may be at fault. */
    static String describe(HttpResult answer) {
        String message = message(answer);
        boolean addressed =
                answer.status() < 500 && !List.of(401, 403, 412, 429).contains(answer.status());
        return status(answer.status())
                + (message.isEmpty() ? "" : " (" + message + ")")
                + (addressed ? " from " + address(answer) : "");
    }

    /** Where an answer came from, after redirects, without what may be secret in it. */
    static String address(HttpResult answer) {
        URI uri = answer.uri();
        return uri.getScheme() + "://" + Origin.of(uri).authority() + uri.getRawPath();
    }

    /**
     * The reason in an answer: {@code errors} of registries, {@code error_description} of OAuth 2, {@code details} of Docker Hub's token
     * server, {@code message} of GitLab's and others.
     */
    private static String message(HttpResult answer) {
        JsonNode body = Json.object(answer.body()).orElse(null);
        if (body == null) {
            return "";
        }
        JsonNode first = body.path("errors").path(0);
        String code = Json.text(first, "code");
        String text = Json.text(first, "message");
        String both = code + (code.isEmpty() || text.isEmpty() ? "" : ": ") + text;
        String said = Stream.of(
                        both,
                        Json.text(body, "error_description"),
                        Json.text(body, "details"),
                        Json.text(body, "message"),
                        Json.text(body, "error"))
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        return CleanText.line(Secrets.masked(CleanText.line(said.strip())), MAX_MESSAGE);
    }

    private static String status(int status) {
        switch (status) {
            case 400:
                return "400 Bad Request";
            case 401:
                return "401 Unauthorized";
            case 403:
                return "403 Forbidden";
            case 404:
                return "404 Not Found";
            case 412:
                return "412 Precondition Failed";
            case 429:
                return "429 Too Many Requests";
            case 500:
                return "500 Internal Server Error";
            case 502:
                return "502 Bad Gateway";
            case 503:
                return "503 Service Unavailable";
            default:
                return "HTTP status " + status;
        }
    }
}
