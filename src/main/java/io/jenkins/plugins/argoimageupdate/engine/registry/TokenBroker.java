package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.address.UriReference;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gets the {@code Authorization} header that answers a challenge, for one login at one registry. Thread-safe. */
final class TokenBroker {

    private static final String CLIENT_ID = "argo-image-update";

    private final RetryingHttpClient http;
    private final RegistryEndpoint endpoint;
    private final RegistryLogin login;
    private final TokenCache tokens;
    private final TimeSource time;
    private final String fingerprint;

    TokenBroker(
            RetryingHttpClient http,
            RegistryEndpoint endpoint,
            RegistryLogin login,
            TokenCache tokens,
            TimeSource time) {
        this.http = http;
        this.endpoint = endpoint;
        this.login = login;
        this.tokens = tokens;
        this.time = time;
        this.fingerprint = tokens.fingerprint(login);
    }

    /**
     * The header's value.
     *
     * @param attempted the request it is for, in words
     * @throws RegistryException if the token server refuses, or may not be trusted with credentials
     */
    String authorization(AuthChallenge challenge, String repository, String attempted) throws InterruptedException {
        if (challenge.scheme().equals("basic")) {
            return login.basic();
        }
        TokenCache.Key key = key(challenge, repository);
        BearerToken token = tokens.get(key, time.now(), () -> fetch(challenge, key, attempted));
        return "Bearer " + token.value();
    }

    /** Drops the token behind a header that the registry has refused. */
    void forget(AuthChallenge challenge, String repository, String authorization) {
        if (authorization.startsWith("Bearer ")) {
            tokens.forget(key(challenge, repository), authorization.substring("Bearer ".length()));
        }
    }

    private TokenCache.Key key(AuthChallenge challenge, String repository) {
        return new TokenCache.Key(
                challenge.parameter("realm"), challenge.parameter("service"), scope(repository), fingerprint);
    }

    private String scope(String repository) {
        boolean azure = endpoint.host().endsWith("azurecr.io");
        return "repository:" + repository + ":pull" + (azure ? ",metadata_read,content_read" : "");
    }

    private BearerToken fetch(AuthChallenge challenge, TokenCache.Key key, String attempted)
            throws InterruptedException {
        URI realm = trustedRealm(challenge.parameter("realm"), attempted);
        RetryingHttpClient.Purpose purpose = new RetryingHttpClient.Purpose(
                RequestKind.TOKEN, attempted + " (token from " + realm.getHost() + ")", endpoint.trust(), login);
        HttpResult answer = http.send(request(realm, key), purpose);
        if (!answer.isSuccess()) {
            throw RegistryErrors.of(purpose.attempted(), answer.without(List.of(login.identityToken())), login);
        }
        return BearerToken.parse(answer.body(), time.now())
                .orElseThrow(() -> RegistryErrors.malformed(
                        purpose.attempted(),
                        "the answer of the token server contains no valid token",
                        "Check the registry's token server"));
    }

    private HttpRequest request(URI realm, TokenCache.Key key) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!key.service().isEmpty()) {
            query.put("service", key.service());
        }
        query.put("scope", key.scope());
        if (!login.identityToken().isEmpty()) {
            query.put("grant_type", "refresh_token");
            query.put("client_id", CLIENT_ID);
            query.put("refresh_token", login.identityToken());
            return HttpRequest.newBuilder(realm)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form(query)))
                    .build();
        }
        if (login.hasPassword()) {
            query.put("account", login.username());
        }
        String separator = realm.getRawQuery() == null ? "?" : "&";
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(realm + separator + form(query)));
        if (login.hasPassword()) {
            builder.header("Authorization", login.basic());
        }
        return builder.build();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * The token server. A registry behind a proxy that ends TLS often writes {@code http://} for its own host: that is asked with TLS, as
     * the registry is.
     */
    private URI trustedRealm(String realm, String attempted) {
        URI address;
        try {
            address = UriReference.resolve(URI.create(endpoint.api() + "/"), realm);
        } catch (IllegalArgumentException e) {
            throw refusedRealm(attempted, "names a token server whose address cannot be read");
        }
        if (!ServerAddress.isIn(address)) {
            throw refusedRealm(attempted, "names a token server without a host, or one that is no host");
        }
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        if ("https".equalsIgnoreCase(address.getScheme())
                || plain && (endpoint.isPlainHttp() || endpoint.trust().insecure())) {
            return address;
        }
        if (plain && isOwnHost(address)) {
            return NextPage.on(endpoint.api(), address);
        }
        throw refusedRealm(attempted, "sends credentials to a token server without TLS, " + address.getHost());
    }

    private boolean isOwnHost(URI address) {
        Origin api = Origin.of(endpoint.api());
        return Origin.of(address).host().equals(api.host())
                && (address.getPort() < 0 || Set.of(80, api.port()).contains(address.getPort()));
    }

    private static RegistryException refusedRealm(String attempted, String problem) {
        return new RegistryException(
                Reason.UNAUTHORIZED,
                attempted,
                "the registry " + problem,
                "Correct the realm in the registry's configuration (Harbor: external_url; Gitea: ROOT_URL)");
    }
}
