package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.BodyReader;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.StreamedResult;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.TagName;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ManifestParser;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.ListedPage;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.TagList;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.TagListReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks one registry, as one login, by the OCI distribution protocol. Authentication happens by itself: the challenge comes
 * with the first answer, there is no request to {@code /v2/}.
 *
 * <p>Thread-safe. All methods throw {@link RegistryException} with what was tried and what came back, and
 * {@link InterruptedException} when the thread is interrupted, which cancels the request.
 */
public final class RegistryClient {

    private static final Pattern NAME = Pattern.compile("(?!\\.\\.$)[A-Za-z0-9._-]++");
    /** What registries answer that do not know HEAD, or only for what they have in their cache. */
    private static final Set<Integer> NO_HEAD = Set.of(400, 404, 405, 406, 501);

    private static final String DIGEST_HEADER = "Docker-Content-Digest";

    private final RegistryEndpoint endpoint;
    private final RegistryLogin login;
    private final EndpointState state;
    private final TokenBroker broker;
    private final ResponseSharing sharing;

    RegistryClient(
            RegistryEndpoint endpoint,
            RegistryLogin login,
            EndpointState state,
            TokenBroker broker,
            ResponseSharing sharing) {
        this.endpoint = endpoint;
        this.login = login;
        this.state = state;
        this.broker = broker;
        this.sharing = sharing;
    }

    /**
     * A manifest with its digest.
     *
     * @param digest of the bytes received, verified
     */
    public record Fetched(String digest, Manifest manifest) {}

    private record Call(
            RequestKind kind, String method, URI uri, String repository, String attempted, String ifNoneMatch) {

        Call(RequestKind kind, String method, URI uri, String repository, String attempted) {
            this(kind, method, uri, repository, attempted, "");
        }
    }

    /** All tags of a repository, in the registry's order. */
    public List<String> tags(String repository) throws InterruptedException {
        URI address = address(repository, "tags/list", listing(repository));
        TagPager pager = new TagPager(address, purpose(RequestKind.TAGS, listing(repository)), page -> {});
        return sharing.get("GET", address, () -> collect(pager, repository));
    }

    /** What Google's registries tell in their tag lists of when manifests were uploaded. */
    public List<TagList.Upload> uploads(String repository) throws InterruptedException {
        List<TagList.Upload> uploads = new ArrayList<>();
        String attempted = listing(repository);
        TagListReader reader = new TagListReader(true);
        new TagPager(
                        address(repository, "tags/list", attempted),
                        purpose(RequestKind.TAGS, attempted),
                        page -> uploads.addAll(page.uploads()))
                .collect(page ->
                        ListedPage.of(send(new Call(RequestKind.TAGS, "GET", page, repository, attempted), reader)));
        return uploads;
    }

    /**
     * Tags of a registry that lists the newest one first, up to the end of the first page with one that may be chosen.
     *
     * @param tags in the registry's order
     * @param cut whether pages with older tags were left out
     */
    public record NewestTags(List<String> tags, boolean cut) {}

    /** @param rule what {@code wanted} follows, in whatever words */
    public NewestTags newestTags(String repository, String rule, WantedTags wanted) throws InterruptedException {
        String attempted = listing(repository);
        URI address = address(repository, "tags/list", attempted);
        return sharing.get("GET for " + rule, address, () -> {
            TagPager pager = new TagPager(address, purpose(RequestKind.TAGS, attempted), page -> {}).until(wanted);
            List<String> tags = collect(pager, repository);
            return new NewestTags(tags, pager.isCut());
        });
    }

    private List<String> collect(TagPager pager, String repository) throws InterruptedException {
        String attempted = listing(repository);
        TagListReader reader = new TagListReader(false);
        return pager.collect(page -> state.pages()
                .get(
                        page,
                        sharing.login(),
                        tag -> ListedPage.of(
                                send(new Call(RequestKind.TAGS, "GET", page, repository, attempted, tag), reader))));
    }

    private String listing(String repository) {
        return "list tags of " + describe(repository);
    }

    /** The digest that a tag names now, by a HEAD request where the registry answers it; empty if there is no such tag. */
    public Optional<String> digest(String repository, String tag) throws InterruptedException {
        String attempted = "read the digest of " + describe(repository) + ":" + tag;
        if (!TagName.isValid(tag)) {
            return Optional.empty();
        }
        URI uri = address(repository, "manifests/" + tag, attempted);
        return sharing.get(
                "HEAD", uri, () -> digest(new Call(RequestKind.DIGEST, "HEAD", uri, repository, attempted), tag));
    }

    private Optional<String> digest(Call call, String tag) throws InterruptedException {
        HttpResult answer = send(call);
        String digest = answer.header(DIGEST_HEADER);
        if (answer.isSuccess() && Digest.isValid(digest)) {
            return Optional.of(digest);
        }
        if (answer.isSuccess() || NO_HEAD.contains(answer.status())) {
            return manifest(call.repository(), tag).map(Fetched::digest);
        }
        throw RegistryErrors.of(call.attempted(), answer, login);
    }

    /**
     * The manifest of a tag or digest; empty if there is none.
     *
     * @param reference a tag, or {@code sha256:<hex>}
     */
    public Optional<Fetched> manifest(String repository, String reference) throws InterruptedException {
        boolean byDigest = Digest.isValid(reference);
        String attempted = "read the manifest of " + describe(repository) + (byDigest ? "@" : ":") + reference;
        if (!byDigest && !TagName.isValid(reference)) {
            return Optional.empty();
        }
        URI uri = address(repository, "manifests/" + reference, attempted);
        HttpResult answer = send(new Call(RequestKind.MANIFEST, "GET", uri, repository, attempted));
        if (answer.status() == 404) {
            failIfRepositoryIsUnknown(answer, attempted);
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw RegistryErrors.of(attempted, answer, login);
        }
        String announced = byDigest ? reference : answer.header(DIGEST_HEADER);
        if (!announced.isEmpty() && !Digest.matches(announced, answer.body())) {
            throw wrongDigest(attempted, answer);
        }
        Manifest manifest = ManifestParser.parse(answer.header("Content-Type"), answer.body());
        if (announced.isEmpty() && Json.object(answer.body()).isEmpty()) {
            throw wrongDigest(attempted, answer);
        }
        return Optional.of(new Fetched(announced.isEmpty() ? Digest.sha256(answer.body()) : announced, manifest));
    }

    /** A blob, whole and verified; empty if there is none. Meant for small ones: the size is limited. */
    public Optional<byte[]> blob(String repository, String digest) throws InterruptedException {
        String attempted = "read the configuration " + digest + " of " + describe(repository);
        if (!Digest.isValid(digest)) {
            return Optional.empty();
        }
        URI uri = address(repository, "blobs/" + digest, attempted);
        HttpResult answer = send(new Call(RequestKind.BLOB, "GET", uri, repository, attempted));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw RegistryErrors.of(attempted, answer, login);
        }
        if (!Digest.matches(digest, answer.body())) {
            throw wrongDigest(attempted, answer);
        }
        return Optional.of(answer.body());
    }

    /** Gets anything on the registry's host with the right to pull from a repository. */
    public HttpResult get(RequestKind kind, URI address, String repository, String attempted)
            throws InterruptedException {
        return send(new Call(kind, "GET", address, repository, attempted));
    }

    /** @throws RegistryException if that is no name of a repository */
    public void check(String repository) {
        address(repository, "tags/list", listing(repository));
    }

    /** {@code registry host/repository}, for messages. */
    public String describe(String repository) {
        return endpoint.host() + "/" + repository;
    }

    /** Where its requests are counted. */
    public RequestMetrics metrics() {
        return sharing.metrics();
    }

    /** What is known of the registry, such as when it may be asked again; shared by all clients of it. */
    public EndpointState state() {
        return state;
    }

    private HttpResult send(Call call) throws InterruptedException {
        return this.<Void>send(call, null).answer();
    }

    /** @param reader null to have the whole body in the answer */
    private <T> StreamedResult<T> send(Call call, @Nullable BodyReader<T> reader) throws InterruptedException {
        AuthChallenge known = state.challenge();
        String authorization = known == null || cannotAnswer(known) ? "" : authorization(known, call);
        StreamedResult<T> first = exchange(call, authorization, reader);
        HttpResult answer = first.answer();
        if (answer.status() != 401 || !Origin.of(answer.uri()).equals(Origin.of(call.uri()))) {
            return first;
        }
        AuthChallenge challenge = choose(call, answer);
        broker.forget(challenge, call.repository(), authorization);
        state.challenge(challenge);
        String fresh = authorization(challenge, call);
        if (fresh.equals(authorization)) {
            throw RegistryErrors.of(call.attempted(), answer, login);
        }
        StreamedResult<T> second = exchange(call, fresh, reader);
        if (second.answer().status() == 401) {
            throw fresh.startsWith("Bearer ")
                    ? RegistryErrors.notGranted(call.attempted(), second.answer(), login)
                    : RegistryErrors.of(call.attempted(), second.answer(), login);
        }
        return second;
    }

    /** A challenge that cannot be answered is forgotten, as the next one may name another token server. */
    private String authorization(AuthChallenge challenge, Call call) throws InterruptedException {
        try {
            return broker.authorization(challenge, call.repository(), call.attempted());
        } catch (RegistryException e) {
            state.challenge(null);
            throw e;
        }
    }

    private <T> StreamedResult<T> exchange(Call call, String authorization, @Nullable BodyReader<T> reader)
            throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri()).header("User-Agent", "argo-image-update");
        if (!call.method().equals("GET")) { // which would be sent with a Content-Length
            builder.method(call.method(), HttpRequest.BodyPublishers.noBody());
        }
        if (call.kind() == RequestKind.MANIFEST || call.kind() == RequestKind.DIGEST) {
            builder.header("Accept", ManifestParser.ACCEPT);
        }
        if (!call.ifNoneMatch().isEmpty()) {
            builder.header("If-None-Match", call.ifNoneMatch());
        }
        if (!authorization.isEmpty()) {
            builder.header("Authorization", authorization);
        }
        RetryingHttpClient http = state.http().counting(metrics());
        RetryingHttpClient.Purpose purpose = purpose(call.kind(), call.attempted());
        if (reader != null) {
            return http.read(builder.build(), purpose, reader);
        }
        HttpResult answer = http.send(builder.build(), purpose);
        return new StreamedResult<>(answer, null, answer.body().length);
    }

    private RetryingHttpClient.Purpose purpose(RequestKind kind, String attempted) {
        return new RetryingHttpClient.Purpose(kind, attempted, endpoint.trust(), login);
    }

    private AuthChallenge choose(Call call, HttpResult answer) {
        List<AuthChallenge> challenges = AuthChallenge.parse(answer.headers().allValues("WWW-Authenticate"));
        Optional<AuthChallenge> bearer = AuthChallenge.find(challenges, "bearer")
                .filter(one -> !one.parameter("realm").isEmpty());
        return bearer.or(() -> AuthChallenge.find(challenges, "basic").filter(one -> !cannotAnswer(one)))
                .orElseThrow(() -> RegistryErrors.of(call.attempted(), answer, login));
    }

    private boolean cannotAnswer(AuthChallenge challenge) {
        return challenge.scheme().equals("basic") && !login.hasPassword();
    }

    private URI address(String repository, String rest, String attempted) {
        boolean tooLong = repository.length() > Budget.REPOSITORY_NAME.value();
        if (tooLong
                || !Arrays.stream(repository.split("/", -1))
                        .allMatch(part -> NAME.matcher(part).matches())) {
            throw new RegistryException(
                    Reason.INVALID_CONFIGURATION,
                    tooLong ? "ask " + endpoint.host() : attempted,
                    tooLong
                            ? "a name of " + repository.length() + " characters is too long for a repository"
                            : "'" + repository + "' is not a repository name",
                    "Correct the image's name; a version constraint needs an alias before it (alias=image:constraint)");
        }
        return URI.create(endpoint.api() + "/v2/" + repository + "/" + rest);
    }

    private void failIfRepositoryIsUnknown(HttpResult answer, String attempted) {
        boolean unknown = Json.object(answer.body())
                .map(body -> Json.text(body.path("errors").path(0), "code"))
                .filter("NAME_UNKNOWN"::equals)
                .isPresent();
        if (unknown) {
            throw RegistryErrors.of(attempted, answer, login);
        }
    }

    private static RegistryException wrongDigest(String attempted, HttpResult answer) {
        return RegistryErrors.malformed(
                attempted,
                "the content received (" + answer.body().length + " bytes) does not match its digest",
                "The answer was cut off or changed on its way; check any proxy between");
    }
}
