package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.PrivateAuthority;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Sessions, root paths, certificates, namespaces and the stream. */
public class ArgoCdConnectionTest {

    private static final ArgoCdOptions OPTIONS = ArgoCdOptions.of("t0ken", "secret");
    private static final UserPassword ADMIN = new UserPassword("admin", "secret");
    private static final ApplicationRef WEB = ApplicationRef.named("web");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScriptedSource git = new ScriptedSource();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private EmbeddedArgoCd argocd;

    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Before
    public void commit() {
        git.commit("org/frontend:main-1");
    }

    @After
    public void stop() {
        argocd.close();
    }

    private void start(ArgoCdOptions options) {
        argocd = EmbeddedArgoCd.start(options, git, clock, 0);
        argocd.add(Manifests.manual("web"));
    }

    @Test
    public void aSessionServesManyRequests() throws InterruptedException {
        start(OPTIONS);
        ArgoCdClient client = client(ADMIN);
        client.get(WEB);
        client.get(WEB);
        assertThat(client.user()).isEqualTo("admin");
        assertThat(argocd.sessionsCreated()).isEqualTo(1);
    }

    @Test
    public void aSessionIsRenewedBeforeItEnds() throws InterruptedException {
        start(OPTIONS.withSessionLifetime(Duration.ofMinutes(10)));
        ArgoCdClient client = client(ADMIN);
        client.get(WEB);
        now = now.plus(Duration.ofMinutes(9).plusSeconds(1));
        client.get(WEB);
        assertThat(argocd.sessionsCreated()).isEqualTo(2);
    }

    @Test
    public void aSessionThatTheServerForgotIsRenewedOnce() throws InterruptedException {
        start(OPTIONS);
        ArgoCdClient client = client(ADMIN);
        client.get(WEB);
        argocd.revokeSessions();
        client.get(WEB);
        assertThat(argocd.sessionsCreated()).isEqualTo(2);
    }

    @Test
    public void anAddressThatGoesOnAfterArgoCdIsToBeCut() {
        start(OPTIONS);
        ArgoCdServer server =
                new ArgoCdServer("test", URI.create(argocd.url() + "/api/v1/"), TlsTrust.DEFAULT, new Token("t0ken"));

        assertThatThrownBy(() -> new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null)).get(WEB))
                .hasMessageContaining("404")
                .hasMessageEndingWith("Leave /api/v1 out of the server's address");
    }

    @Test
    public void aWrongTokenIsTriedOnce() {
        start(OPTIONS);
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class, () -> client(new Token("wrong")).get(WEB));
        assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(argocd.requests()).hasSize(1);
        assertThat(catchThrowableOfType(
                                ArgoCdException.class,
                                () -> client(new Token("wrong")).user())
                        .reason())
                .isEqualTo(Reason.UNAUTHORIZED);
    }

    @Test
    public void findsTheApiUnderARootPath() throws InterruptedException {
        start(OPTIONS.withRootPath("/tools/argocd"));
        assertThat(client(new Token("t0ken")).version()).isEqualTo("v3.5.1+demo");
        assertThat(client(new Token("t0ken")).get(WEB).application().name()).isEqualTo("web");
        URI withSlash = URI.create(argocd.url() + "/");
        assertThat(ArgoCdClients.client(withSlash, TlsTrust.DEFAULT, new Token("t0ken"))
                        .version())
                .isNotEmpty();
    }

    @Test
    public void hintsAtTheRootPathWhereTheUrlLacksIt() {
        start(OPTIONS.withRootPath("/argocd"));
        URI withoutRoot = argocd.url().resolve("/");
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class,
                () -> ArgoCdClients.client(withoutRoot, TlsTrust.DEFAULT, new Token("t0ken"))
                        .get(WEB));
        assertThat(e).hasMessageContaining("include its root path");
    }

    @Test
    public void trustsAPrivateCaThatIsConfigured() throws Exception {
        PrivateAuthority tls = new PrivateAuthority();
        start(OPTIONS.withTls(tls.serverContext()));
        TlsTrust trust = new TlsTrust(tls.caPem(), false);
        assertThat(ArgoCdClients.client(argocd.url(), trust, new Token("t0ken")).version())
                .isNotEmpty();
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class, () -> client(new Token("t0ken")).version());
        assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
        assertThat(e).hasMessageContaining("Add the CA certificate");
    }

    @Test
    public void findsAnApplicationInAnotherNamespace() throws InterruptedException {
        start(OPTIONS);
        argocd.add(Manifests.inNamespace("elsewhere", "team-a"));
        ApplicationRef ref = new ApplicationRef("elsewhere", "team-a", "");
        assertThat(client(ADMIN).get(ref).application().namespace()).isEqualTo("team-a");
        assertThat(client(ADMIN).list(new ApplicationQuery("", LabelSelector.ANY, "team-a")))
                .extracting(a -> a.application().name())
                .containsExactly("elsewhere");
        assertThat(catchThrowableOfType(
                                ArgoCdException.class, () -> client(ADMIN).get(ApplicationRef.named("elsewhere")))
                        .reason())
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    public void streamsTheApplicationAndThenEachChange() throws Exception {
        start(OPTIONS);
        try (ApplicationChanges watch = client(ADMIN).watch(WEB, () -> {})) {
            LiveApplication first = NextChange.of(watch);
            assertThat(first.application().name()).isEqualTo("web");
            client(ADMIN).sync(WEB, "", false);
            LiveApplication next = NextChange.of(watch);
            assertThat(first.isOlderThan(next)).isTrue();
            assertThat(next.status().operation()).isNotNull();
        }
    }

    @Test
    public void takesUpABrokenStreamAgain() throws Exception {
        start(OPTIONS);
        try (ApplicationChanges watch = client(ADMIN).watch(WEB, () -> {})) {
            NextChange.of(watch);
            assertThat(watch.isLive()).isTrue();
            argocd.cutStreams();
            NextChange.of(watch);
            assertThat(argocd.requests())
                    .filteredOn(r -> r.contains("/stream/"))
                    .hasSize(2);
        }
    }

    @Test
    public void aClosedWatchLeavesNoThreadBehind() throws Exception {
        start(OPTIONS);
        ApplicationChanges watch = client(ADMIN).watch(new ApplicationRef("closed-soon", "", ""), () -> {});
        watch.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("argocd-watch-closed-soon")));
    }

    private ArgoCdClient client(ArgoCdCredentials credentials) {
        ArgoCdServer server = new ArgoCdServer("test", argocd.url(), TlsTrust.DEFAULT, credentials);
        return new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null), clock);
    }
}
