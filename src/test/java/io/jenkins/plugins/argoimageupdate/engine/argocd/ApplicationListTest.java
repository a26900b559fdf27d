package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients.client;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.ReplayServer.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Lists of Applications: what is asked, what is read, and when a list is too much. */
public class ApplicationListTest {

    @Test
    public void anEmptyListIsNoError() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("example", "application-list-by-selector")) {
            ApplicationQuery query = new ApplicationQuery("", LabelSelector.parse("team=web"), "");
            assertThat(server.client().list(query)).isEmpty();
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /api/v1/applications?selector=team%3Dweb null");
        }
    }

    @Test
    public void aListTellsOfWhatTypeTheSourcesAreAndWhereArgoCdRuns() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("forms", "list-by-label")) {
            assertThat(server.client().list(ApplicationQuery.ALL))
                    .singleElement()
                    .satisfies(live -> {
                        assertThat(live.application().observed().sourceTypes()).containsExactly("Directory");
                        assertThat(live.application().observed().controlPlaneNamespace())
                                .isEqualTo("argocd");
                        assertThat(live.application().observed().liveImages())
                                .contains("127.0.0.1:15000/states/db:main-bad0dea");
                        assertThat(live.status().reconciledAt()).isNotNull();
                    });
        }
    }

    @Test
    public void listsWhatTheServerDoesNotLeaveOutOnlyWhereItWasAskedFor() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("forms", "list-by-label")) {
            ArgoCdClient client = server.client();
            LabelSelector labels = LabelSelector.parse("team in (states,other),!legacy");
            assertThat(client.list(new ApplicationQuery("default", labels, "argocd")))
                    .hasSize(1);
            assertThat(client.list(new ApplicationQuery("other", labels, "argocd")))
                    .isEmpty();
            assertThat(client.list(new ApplicationQuery("default", labels, "elsewhere")))
                    .isEmpty();
            assertThat(client.list(new ApplicationQuery("", LabelSelector.parse("legacy"), "")))
                    .isEmpty();
            client.list(new ApplicationQuery("default", LabelSelector.ANY, ""));
            assertThat(server.requests().get(0))
                    .startsWith("GET /api/v1/applications?selector=team%20in%20%28other%2Cstates%29%2C%21legacy"
                            + "&appNamespace=argocd null");
            assertThat(server.requests().get(4)).startsWith("GET /api/v1/applications?projects=default null");
        }
    }

    @Test
    public void aLongListIsReadItemByItemAndATooLongOneSaysHowToNarrowIt() throws InterruptedException {
        String item = "{\"metadata\":{\"name\":\"a\",\"annotations\":{\"x\":[{\"y\":null}]}}}";
        String list = "{\"metadata\":{\"a\":[1,{}]},\"items\":[" + (item + ",").repeat(999) + item + "],\"more\":{}}";
        try (ReplayServer server = ReplayServer.answering(200, "application/json", list)) {
            assertThat(server.client().list(ApplicationQuery.ALL)).hasSize(1000);
            HttpLimits small =
                    new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 1000);
            ArgoCdClient client = client(server.url(), TlsTrust.DEFAULT, new Token("s3cret"), small);
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.list(ApplicationQuery.ALL));
            assertThat(e).hasMessageContaining("longer than 1000 bytes. Narrow the selector: labels, project");
        }
    }

    @Test
    public void whatIsNoListIsMalformed() {
        for (String body : List.of("[]", "{}", "{\"items\":[{\"a\":", "{\"error\":\"x\"}")) {
            try (ReplayServer server = ReplayServer.answering(200, "application/json", body)) {
                ArgoCdException e = catchThrowableOfType(
                        ArgoCdException.class, () -> server.client().list(ApplicationQuery.ALL));
                assertThat(e.reason()).as(body).isEqualTo(Reason.MALFORMED_ANSWER);
            }
        }
    }

    @Test
    public void aSelectorThatTheServerRefusesIsToBeCorrected() throws InterruptedException {
        ArgoCdException e = failure("forms", "list-selector-malformed", c -> c.list(ApplicationQuery.ALL));
        assertThat(e.reason()).isEqualTo(Reason.INVALID_CONFIGURATION);
        assertThat(e).hasMessageContaining("found '=', expected: identifier. Correct the label selector");
    }
}
