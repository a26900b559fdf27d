package io.jenkins.plugins.argoimageupdate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.SchemeServer.Kind;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** TLS spoken to servers without it, and the other way round. */
public class WrongSchemeTest {

    private static PrivateAuthority authority;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpConnector http = new HttpConnector(HttpLimits.DEFAULT, null);

    @BeforeClass
    public static void makeCertificate() throws Exception {
        authority = new PrivateAuthority();
    }

    @Test
    public void aServerWithoutTlsIsSaidToSpeakPlainHttp() throws Exception {
        for (Kind kind : List.of(Kind.PLAIN_HANGS_UP, Kind.PLAIN_ANSWERS)) {
            try (SchemeServer server = new SchemeServer(kind, authority.serverContext())) {
                NetworkFailure failure = failure("https", server);
                assertThat(failure.answer())
                        .as(kind.toString())
                        .isEqualTo("localhost:" + server.port() + " speaks plain HTTP, not TLS");
                assertThat(failure.advice()).isEqualTo("Use an http:// address if that is intended");
                assertThat(failure.transientFailure()).isFalse();
            }
        }
    }

    @Test
    public void aServerWithTlsIsSaidToSpeakTls() throws Exception {
        for (Kind kind : List.of(Kind.TLS_ANSWERS, Kind.TLS_ALERTS, Kind.TLS_HANGS_UP)) {
            try (SchemeServer server = new SchemeServer(kind, authority.serverContext())) {
                NetworkFailure failure = failure("http", server);
                assertThat(failure.answer())
                        .as(kind.toString())
                        .isEqualTo("localhost:" + server.port() + " speaks TLS, not plain HTTP");
                assertThat(failure.advice()).isEqualTo("Use an https:// address");
                assertThat(failure.reason()).isEqualTo(Reason.INVALID_CONFIGURATION);
            }
        }
    }

    @Test
    public void aServerThatServesNobodyIsNotSaidToSpeakAnything() throws Exception {
        for (String scheme : List.of("http", "https")) {
            try (SchemeServer server = new SchemeServer(Kind.HANGS_UP, authority.serverContext())) {
                assertThat(failure(scheme, server).answer()).contains("broke").doesNotContain("speaks");
            }
        }
    }

    @Test
    public void aServerWhoseTlsBreaksIsNotSaidToSpeakPlainHttpWhereThatLeadsToTls() throws Exception {
        try (SchemeServer server = new SchemeServer(Kind.TLS_REDIRECTS, authority.serverContext())) {
            assertThat(failure("https", server).answer()).doesNotContain("speaks");
        }
    }

    @Test
    public void aBadRequestThatIsSaidInJsonIsNotFollowedUp() throws Exception {
        try (SchemeServer server = new SchemeServer(Kind.PLAIN_REFUSES, authority.serverContext())) {
            URI address = URI.create("http://localhost:" + server.port() + "/api/v1/applications/shop/sync");
            HttpRequest request = HttpRequest.newBuilder(address).build();
            assertThat(http.send(request, TlsTrust.DEFAULT).status()).isEqualTo(400);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    public void anUntrustedCertificateStaysOne() throws Exception {
        try (SchemeServer server = new SchemeServer(Kind.TLS_ANSWERS, authority.serverContext())) {
            assertThat(failure("https", server).answer()).contains("is not trusted");
        }
    }

    @Test
    public void itIsSaidOfArgoCdRegistriesAndGitAlike() throws Exception {
        for (Kind kind : List.of(Kind.PLAIN_HANGS_UP, Kind.PLAIN_ANSWERS, Kind.TLS_ANSWERS, Kind.TLS_ALERTS)) {
            try (SchemeServer server = new SchemeServer(kind, authority.serverContext())) {
                boolean tls = server.speaksTls();
                URI address = URI.create((tls ? "http" : "https") + "://localhost:" + server.port());
                String said = "localhost:" + server.port()
                        + (tls
                                ? " speaks TLS, not plain HTTP. Use an https:// address"
                                : " speaks plain HTTP, not TLS. Use an http:// address");
                assertThat(messages(address)).as(kind.toString()).hasSize(3).allMatch(m -> m.contains(said));
            }
        }
    }

    private List<String> messages(URI address) {
        ArgoCdServer argocd = new ArgoCdServer("test", address, TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t"));
        RegistryEndpoint registry = RegistryEndpoint.at("test", address, TlsTrust.DEFAULT);
        return List.of(
                message(() -> new ArgoCdClient(argocd, http).version()),
                message(() -> new RegistryClients(http)
                        .client(registry, RegistryLogin.ANONYMOUS)
                        .tags("app")),
                message(() -> new GitWorkspace(folder.getRoot().toPath())
                        .read(
                                GitRemote.of(address + "/app.git", new GitCredentials.Anonymous()),
                                "main",
                                tree -> tree)));
    }

    private static String message(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(UpdateException.class, call).getMessage();
    }

    @Test
    public void aHandshakeThatNobodyAnswersIsNoMissingConnection() throws Exception {
        Duration patience = Duration.ofMillis(300);
        HttpConnector impatient =
                new HttpConnector(new HttpLimits(patience, Duration.ofMinutes(1), Duration.ofMinutes(1), 1000), null);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("https://localhost:" + silent.getLocalPort() + "/v2/");
            IOException e = catchThrowableOfType(
                    IOException.class,
                    () -> impatient.send(HttpRequest.newBuilder(address).build(), TlsTrust.DEFAULT));
            NetworkFailure failure = NetworkFailure.of(e, Origin.of(address).authority());

            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failure.answer())
                    .isEqualTo(
                            "the TLS handshake with localhost:" + silent.getLocalPort() + " had no answer in 300 ms");
            assertThat(failure.advice()).isEqualTo("Check that it speaks https");
            assertThat(failure.transientFailure()).isTrue();
        }
    }

    private NetworkFailure failure(String scheme, SchemeServer server) {
        URI address = URI.create(scheme + "://localhost:" + server.port() + "/v2/");
        IOException e = catchThrowableOfType(
                IOException.class,
                () -> http.send(HttpRequest.newBuilder(address).build(), TlsTrust.DEFAULT));
        return NetworkFailure.of(e, Origin.of(address).authority());
    }
}
