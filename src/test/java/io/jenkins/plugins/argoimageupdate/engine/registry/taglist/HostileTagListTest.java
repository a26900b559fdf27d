package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/** Tag lists that would take all memory, or never end. */
public class HostileTagListTest {

    private static final String NEXT = "Link: </v2/app/tags/list?page=%d>; rel=\"next\"";
    private static final int MEGABYTE = 1 << 20;

    @Test(timeout = 60_000)
    public void aTagOf19MegabytesOnEachPageIsRefusedBeforeItFillsTheMemory() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK", NEXT.formatted(pages.incrementAndGet()));
            HostileServer.write(out, "{\"tags\":[\"");
            repeat(out, "x".repeat(MEGABYTE), 19);
            HostileServer.write(out, "\"]}");
        })) {
            assertRefused(server, "more than 33554432 bytes");
            assertThat(pages).hasValueLessThan(4);
        }
    }

    @Test(timeout = 60_000)
    public void aListOfTenMillionEmptyObjectsIsRefused() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK");
            HostileServer.write(out, "{\"tags\":[{}");
            repeat(out, ",{}".repeat(MEGABYTE / 3), 30);
            HostileServer.write(out, "]}");
        })) {
            assertRefused(server, "more than 5000000 values");
        }
    }

    @Test(timeout = 60_000)
    public void aListNestedWithoutEndIsRefused() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK");
            HostileServer.write(out, "{\"tags\":");
            repeat(out, "[".repeat(MEGABYTE), 10);
        })) {
            assertRefused(server, "is no complete JSON object");
        }
    }

    @Test(timeout = 60_000)
    public void namesThatAreTooLongAreLeftOut() throws Exception {
        String longest = "t".repeat(128);
        String tags = "\"a\",\"" + "x".repeat(129) + "\",\"" + longest + "\",\"" + "\\u0078".repeat(5_000) + "\",\""
                + "\\\"\\\\".repeat(5_000) + "\",\"" + "\u00e9\ud83d\ude00".repeat(5_000) + "\",\"b\"";
        try (HostileServer server = answering("{\"name\":\"" + "n".repeat(10_000) + "\",\"tags\":[" + tags + "]}")) {
            assertThat(tags(server)).containsExactly("a", longest, "b");
        }
    }

    @Test(timeout = 60_000)
    public void theLastListOfAnyCaseCountsAsBefore() throws Exception {
        try (HostileServer server =
                answering("{\"tags\":[\"a\"],\"x\":{\"tags\":[\"y\"]},\"TAGS\":[\"b\",7,[\"c\"],{\"d\":\"e\"},null],"
                        + "\"tags\":null,\"name\":\"app\"}")) {
            assertThat(tags(server)).containsExactly("b");
        }
    }

    @Test(timeout = 60_000)
    public void whatFollowsTheListIsNotOverlooked() throws Exception {
        for (String body : List.of("{\"tags\":[\"a\"]} x", "{\"tags\":[\"a\"]", "[\"a\"]", "", "{\"tags\":[\"a]}")) {
            try (HostileServer server = answering(body)) {
                assertRefused(server, "is no complete JSON object");
            }
        }
    }

    @Test(timeout = 60_000)
    public void anErrorPageWithoutEndIsReadALittle() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "403 Forbidden");
            for (int sent = 0; sent < 4_000; sent++) {
                HostileServer.write(out, "x".repeat(MEGABYTE));
            }
        })) {
            assertRefused(server, "403 Forbidden");
        }
    }

    @Test(timeout = 60_000)
    public void aCompressedAnswerThatNobodyAskedForIsNotUnpacked() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK", "Content-Encoding: gzip");
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        })) {
            assertRefused(server, "is no complete JSON object");
        }
    }

    private static HostileServer answering(String body) throws Exception {
        return HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK");
            HostileServer.write(out, body);
        });
    }

    private static void repeat(OutputStream out, String text, int times) throws java.io.IOException {
        for (int i = 0; i < times; i++) {
            HostileServer.write(out, text);
        }
    }

    private static void assertRefused(HostileServer server, String message) {
        assertThatThrownBy(() -> tags(server))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isIn(Reason.MALFORMED_ANSWER, Reason.FORBIDDEN))
                .hasMessageContaining("list tags of " + server.host() + "/app")
                .hasMessageContaining(message);
    }

    private static List<String> tags(HostileServer server) throws InterruptedException {
        RegistryClients clients =
                new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
        return clients.client(
                        RegistryEndpoint.at(server.host(), server.address(), TlsTrust.DEFAULT), RegistryLogin.ANONYMOUS)
                .tags("app");
    }
}
