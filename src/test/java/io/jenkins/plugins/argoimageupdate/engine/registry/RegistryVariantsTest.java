package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.PrivateAuthority;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Ways of registries that are not those of the specification, each seen in a bug report. */
public class RegistryVariantsTest {

    private static final RegistryLogin CI = RegistryLogin.of("ci", "right");

    private final FakeTime time = new FakeTime();
    private final RegistryClients clients =
            new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, time);
    private EmbeddedRegistry registry;
    private TlsTrust trust = TlsTrust.DEFAULT;

    @Before
    public void start() throws Exception {
        start(EmbeddedRegistry.start());
    }

    private void start(EmbeddedRegistry started) {
        registry = started;
        registry.content().push("app", "1", Instant.parse("2026-01-01T00:00:00Z"));
    }

    private void startWithTls() throws Exception {
        registry.close();
        PrivateAuthority authority = new PrivateAuthority();
        trust = new TlsTrust(authority.caPem(), false);
        start(EmbeddedRegistry.start(authority.serverContext()));
    }

    @After
    public void stop() {
        registry.close();
    }

    /** Harbor and others behind a proxy that ends TLS (goharbor/harbor 3114, bitnami/charts 1862). */
    @Test
    public void theTokenServerOfTheRegistrysOwnHostIsAskedWithTlsWhateverTheRealmSays() throws Exception {
        startWithTls();
        for (String realm : List.of("http://localhost/token", "http://" + registry.host() + "/token", "/token")) {
            registry.rules().requireToken("ci", "right").revokeTokens();
            registry.rules().fail("tags/list", 1, challenge(realm));
            assertThat(client(CI).tags("app")).as(realm).containsExactly("1");
        }
    }

    @Test
    public void noOtherTokenServerIsAskedWithoutTls() throws Exception {
        startWithTls();
        for (String realm : List.of("http://harbor-core.default.svc/token", "http://localhost:81/token")) {
            registry.rules().fail("tags/list", 1, challenge(realm));
            assertFailure(
                    () -> client(CI).tags("app"),
                    Reason.UNAUTHORIZED,
                    "the registry sends credentials to a token server without TLS, "
                            + URI.create(realm).getHost() + ". Correct the realm");
        }
    }

    @Test
    public void aTokenServerThatMovedIsFoundWithoutARestart() throws Exception {
        registry.rules().requireToken("ci", "right");
        registry.rules()
                .fail("tags/list", 1, challenge("http://" + registry.host() + "/old"))
                .fail("/old", 1, Fault.status(404));
        assertFailure(
                () -> client(CI).tags("app"),
                Reason.NOT_FOUND,
                "404 Not Found from http://" + registry.host() + "/old");
        assertThat(client(CI).tags("app")).containsExactly("1");
    }

    private static Fault challenge(String realm) {
        return Fault.status(401).with("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"embedded\"");
    }

    /** Amazon ECR answers 403 to a password older than twelve hours. */
    @Test
    public void anExpiredPasswordIsCalledThatWhateverTheStatus() {
        registry.rules()
                .fail("tags/list", 9, denied("Your authorization token has expired. Reauthenticate and try again."));
        assertFailure(
                () -> client(RegistryLogin.of("AWS", "old")).tags("app"),
                Reason.FORBIDDEN,
                "Reauthenticate and try again.). Check the password or token of user 'AWS', and that it has not expired;"
                        + " Amazon ECR's are good for 12 hours");
    }

    /** GitHub's token server answers 403 to a token that it does not know (argocd-image-updater 276). */
    @Test
    public void aTokenThatIsNotKnownIsCalledThatWhateverTheStatus() {
        registry.rules().requireToken("ci", "right").fail("/token", 9, denied("invalid token"));
        assertFailure(
                () -> client(CI).tags("app"),
                Reason.FORBIDDEN,
                "403 Forbidden (DENIED: invalid token). Check the password or token of user 'ci'");
    }

    private static Fault denied(String message) {
        String body = "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"" + message + "\"}]}";
        return new Fault(403, Map.of(), body, 0, Duration.ZERO);
    }

    /** Docker Hub gives a token for any repository, and does not take it for one that is not there. */
    @Test
    public void aLoginThatWorksIsNotBlamedForARepositoryThatIsNotThere() {
        registry.rules().requireToken("ci", "right");
        registry.rules().fail("nothing/tags", 99, challenge("http://" + registry.host() + "/token"));
        assertFailure(
                () -> client(CI).tags("nothing"),
                Reason.FORBIDDEN,
                "401 Unauthorized. The login works: check the name of the repository, and that user 'ci' may pull from it");
        assertFailure(
                () -> client(RegistryLogin.ANONYMOUS).tags("nothing"),
                Reason.UNAUTHORIZED,
                "Add credentials for this registry, or check the name");
    }

    /** Nexus and others that do not know HEAD, or only for what is in their cache. */
    @Test
    public void aDigestThatHeadDoesNotTellIsReadFromTheManifest() throws Exception {
        String digest = client(RegistryLogin.ANONYMOUS).digest("app", "1").orElseThrow();
        for (int status : new int[] {400, 404, 405, 406, 501}) {
            registry.rules().fail("HEAD", 1, Fault.status(status));
            assertThat(client(RegistryLogin.ANONYMOUS).digest("app", "1"))
                    .as("status %s", status)
                    .contains(digest);
        }
        assertThat(client(RegistryLogin.ANONYMOUS).digest("app", "2")).isEmpty();
    }

    /** Harbor lets nobody pull an image with vulnerabilities, or one that is not signed, if a project is set up so. */
    @Test
    public void anImageThatAPolicyKeepsBackIsCalledThat() {
        registry.rules().fail("manifests/1", 9, Fault.status(412));
        assertFailure(
                () -> client(RegistryLogin.ANONYMOUS).manifest("app", "1"),
                Reason.FORBIDDEN,
                "412 Precondition Failed. The policy of the registry blocks this image");
    }

    private RegistryClient client(RegistryLogin login) {
        return clients.client(RegistryEndpoint.at(registry.host(), registry.address(), trust), login);
    }

    private static void assertFailure(ThrowingCallable call, Reason reason, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
