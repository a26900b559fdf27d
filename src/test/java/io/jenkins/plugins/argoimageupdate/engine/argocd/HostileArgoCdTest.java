package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.Test;

/** Answers of an Argo CD, or of what stands in its place, that would take all memory or never end. */
public class HostileArgoCdTest {

    private static final int MEGABYTE = 1 << 20;

    @Test(timeout = 60_000)
    public void aListOfMillionsOfApplicationsIsRefused() throws Exception {
        try (HostileServer server = answering("{\"items\":[{}", ",{}", 5, "]}")) {
            assertThatThrownBy(() -> client(server).list(ApplicationQuery.ALL))
                    .isInstanceOfSatisfying(
                            ArgoCdException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.MALFORMED_ANSWER))
                    .hasMessageContaining("more than 20000 items")
                    .hasMessageContaining("Narrow the selector");
        }
    }

    @Test(timeout = 60_000)
    public void anApplicationOfMillionsOfValuesIsRefused() throws Exception {
        try (HostileServer server = answering("{\"items\":[{\"status\":[1", ",{}", 5, "]}]}")) {
            assertThatThrownBy(() -> client(server).list(ApplicationQuery.ALL))
                    .isInstanceOf(ArgoCdException.class)
                    .hasMessageContaining("more than 500000 values in one item");
        }
    }

    @Test(timeout = 60_000)
    public void aTreeOfMillionsOfNodesIsRefused() throws Exception {
        try (HostileServer server = answering("{\"nodes\":[{}", ",{}", 20, "]}")) {
            assertThatThrownBy(() -> client(server).resourceTree(new ApplicationRef("shop", "", "")))
                    .isInstanceOf(ArgoCdException.class)
                    .hasMessageContaining("1000000");
        }
    }

    @Test(timeout = 60_000)
    public void nestingWithoutEndIsRefused() throws Exception {
        try (HostileServer server = answering("{\"nodes\":", "[", 5, "")) {
            assertThatThrownBy(() -> client(server).resourceTree(new ApplicationRef("shop", "", "")))
                    .isInstanceOf(ArgoCdException.class)
                    .hasMessageContaining("cannot be read as JSON");
        }
    }

    @Test(timeout = 60_000)
    public void whoLogsInIsNotToldToAskForFewerApplications() throws Exception {
        try (HostileServer server = answering("{\"username\":[{}", ",{}", 5, "]}")) {
            assertThatThrownBy(() -> client(server).user())
                    .isInstanceOf(ArgoCdException.class)
                    .hasMessageContaining("Check that the server's URL is that of Argo CD");
        }
    }

    @Test(timeout = 60_000)
    public void jsonThatIsNoApplicationIsNotTakenForOneWithoutAName() throws Exception {
        for (String json : new String[] {"{\"token\":\"x\"}", "[]", "7", "null", "{\"metadata\":{\"name\":{}}}", ""}) {
            try (HostileServer server = answering(json, " ", 0, "")) {
                assertThatThrownBy(() -> client(server).get(new ApplicationRef("shop", "", "")))
                        .as(json)
                        .isInstanceOf(ArgoCdException.class)
                        .hasMessageContaining("get Application shop")
                        .hasMessageContaining("there is no Application in the answer");
            }
        }
    }

    /** Several at once took more memory than all else: the bytes, a copy of them, and a text of them. */
    @Test(timeout = 60_000)
    public void aLargeAnswerIsNotKeptBesidesWhatItSays() throws Exception {
        try (HostileServer server = answering("{\"metadata\":{\"name\":\"shop\"}", " ", 30, "}")) {
            ArgoCdClient client = client(server);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertThat(client.get(new ApplicationRef("shop", "", ""))
                            .application()
                            .name())
                    .isEqualTo("shop");
            assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                    .isLessThan(16 * MEGABYTE);
        }
    }

    @Test(timeout = 60_000)
    public void aPageInsteadOfJsonIsNamedWhereverItBegins() throws Exception {
        try (HostileServer server = answering(" \n\t<html>", "<p>log in</p>", 5, "</html>")) {
            assertThatThrownBy(() -> client(server).get(new ApplicationRef("shop", "", "")))
                    .isInstanceOf(ArgoCdException.class)
                    .hasMessageContaining("no JSON from");
        }
    }

    @Test(timeout = 60_000)
    public void anErrorWithoutEndIsReadALittle() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "500 Internal Server Error");
            repeat(out, "x", 4_000);
        })) {
            assertThatThrownBy(() -> client(server).list(ApplicationQuery.ALL))
                    .isInstanceOf(ArgoCdException.class)
                    .hasMessageContaining(": 500");
        }
    }

    @Test(timeout = 60_000)
    public void aLineWithoutEndOfTheStreamIsGivenUp() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (HostileServer server = HostileServer.start((path, out) -> {
                    HostileServer.head(out, "200 OK");
                    for (int i = 0; i < 1_000; i++) {
                        repeat(out, "x", 1);
                        sent.set(i);
                    }
                });
                ApplicationChanges watch = client(server).watch(new ApplicationRef("shop", "", ""), () -> {})) {
            Awaitility.await().until(() -> server.requests().size() > 1);
            assertThat(watch.poll()).isEmpty();
            assertThat(sent).hasValueLessThan(900);
        }
    }

    private static HostileServer answering(String start, String part, int megabytes, String end) throws IOException {
        return HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK", "Content-Type: application/json");
            HostileServer.write(out, start);
            repeat(out, part, megabytes);
            HostileServer.write(out, end);
        });
    }

    private static void repeat(OutputStream out, String part, int megabytes) throws IOException {
        String megabyte = part.repeat(MEGABYTE / part.length());
        for (int i = 0; i < megabytes; i++) {
            HostileServer.write(out, megabyte);
        }
    }

    private static ArgoCdClient client(HostileServer server) {
        return new ArgoCdClient(
                new ArgoCdServer("test", server.address(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken")),
                new HttpConnector(HttpLimits.DEFAULT, null));
    }
}
