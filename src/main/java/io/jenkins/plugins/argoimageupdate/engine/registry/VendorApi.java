package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.BoundedJson;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.LinkHeader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to the API of a registry's vendor, which is not the registry protocol. Thread-safe. */
public final class VendorApi {

    private static final Set<Integer> NOT_TOLD = Set.of(401, 403, 404, 405);
    private static final JsonMapper JSON = BoundedJson.mapper(Budget.JSON_NODES).build();

    private final RetryingHttpClient http;
    private final ResponseSharing sharing;
    private final RetryingHttpClient.Purpose purpose;

    VendorApi(RetryingHttpClient http, ResponseSharing sharing, RegistryLogin login, String repository) {
        this.http = http;
        this.sharing = sharing;
        this.purpose = new RetryingHttpClient.Purpose(
                RequestKind.PUSH_TIMES, "read the push times of " + repository, sharing.trust(), login);
    }

    /** The login that requests are sent with. */
    public RegistryLogin login() {
        return purpose.login();
    }

    /** What requests are for, in words, for exceptions. */
    public String attempted() {
        return purpose.attempted();
    }

    /**
     * One page of an answer.
     *
     * @param asked the address that it was asked for at, before any redirect
     */
    public record Page(JsonNode body, HttpResult answer, URI asked) {

        /** The next page by the {@code Link} header, on the server that was asked, whatever host, port and scheme it names. */
        public Optional<URI> next() {
            try {
                return LinkHeader.next(answer.headers().allValues("Link"), answer.uri())
                        .map(link -> NextPage.on(asked, link));
            } catch (IllegalArgumentException e) {
                throw RegistryErrors.malformed(
                        "read the push times at " + RegistryErrors.address(answer),
                        "the link to the next page cannot be read",
                        "Check the registry, or a proxy that rewrites its Link headers");
            }
        }
    }

    /**
     * Gets a page; empty if the answer is that these credentials may not see it, or that there is none.
     *
     * @param authorization the header's value; empty for none
     */
    public Optional<Page> get(URI address, String authorization) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("User-Agent", "argo-image-update");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return page(sharing.get("GET", address, () -> http.send(request.build(), purpose)), address);
    }

    /**
     * Posts a question in JSON; empty as with {@link #get}.
     *
     * @param authorization the header's value; empty for none
     */
    public Optional<Page> post(URI address, String authorization, String json) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        String method = "POST " + fingerprint(json);
        return page(sharing.get(method, address, () -> http.send(request.build(), purpose)), address);
    }

    /** Tells questions apart; they may hold a password. */
    private static String fingerprint(String json) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads an answer that came another way.
     *
     * @param asked where it was asked for
     */
    public Optional<Page> page(HttpResult answer, URI asked) {
        if (NOT_TOLD.contains(answer.status())) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw RegistryErrors.of(purpose.attempted(), answer, purpose.login());
        }
        try {
            return Optional.of(new Page(JSON.readTree(answer.body()), answer, asked));
        } catch (JacksonException e) {
            boolean tooMuch = e instanceof StreamConstraintsException;
            throw RegistryErrors.malformed(
                    purpose.attempted(),
                    "the answer of " + answer.uri().getHost()
                            + (tooMuch ? " is too large, or nested too deeply" : " is no complete JSON"),
                    "Try again; if it stays so, use the strategy newest-build");
        }
    }
}
