package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

public class WriteBackReportTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant AT = Instant.parse("2026-01-14T10:00:00Z");
    private static final BranchReport BRANCH = new BranchReport("https://git.example.com/team/charts.git", "main");
    private static final CommitReport COMMIT = new CommitReport(
            List.of("values.yaml"), "+tag: 2", "build: update", "Jane <jane@example.com>", Optional.empty());
    private static final CommitOrder ORDER = new CommitOrder(List.of("0000000"), List.of("1111111"));
    private static final PullRequestReport REQUEST =
            new PullRequestReport("#1", "https://git.example.com/1", PullRequestReport.State.OPEN);

    private static final List<WriteBackReport> ALL = List.of(
            new WriteBackReport.Committed(BRANCH, "1cce7a0123456789", COMMIT, AT, Optional.of(REQUEST), ORDER),
            new WriteBackReport.WouldCommit(BRANCH, COMMIT, ORDER),
            new WriteBackReport.NothingToCommit(
                    BRANCH, Optional.of("1cce7a0123456789"), Optional.of(REQUEST), CommitOrder.NONE),
            new WriteBackReport.NothingToCommit(BRANCH, Optional.empty(), Optional.empty(), ORDER),
            new WriteBackReport.ParametersSet("+ image.tag: 2\n", AT, "ab12"),
            new WriteBackReport.WouldSetParameters("+ image.tag: 2\n"),
            new WriteBackReport.NothingToSet());

    @Test
    public void isTheSameAfterItWasKeptAsJson() {
        for (WriteBackReport report : ALL) {
            String json = JSON.writeValueAsString(report);

            assertThat(JSON.readValue(json, WriteBackReport.class)).as(json).isEqualTo(report);
        }
    }

    @Test
    public void hasTheSameMembersInJsonWhateverWasDone() {
        for (WriteBackReport report : ALL) {
            assertThat(JSON.valueToTree(report).propertyNames())
                    .as(report.toString())
                    .containsExactly(
                            "outcome",
                            "repository",
                            "branch",
                            "commit",
                            "files",
                            "diff",
                            "message",
                            "at",
                            "author",
                            "signature",
                            "pullRequest",
                            "order",
                            "spec",
                            "written");
        }
    }

    @Test
    public void jsonOfTheArgoCdApiNamesNoCommit() {
        JsonNode json = JSON.valueToTree(new WriteBackReport.ParametersSet("+ image.tag: 2\n", AT));

        assertThat(json.path("outcome").asString()).isEqualTo("PARAMETERS_SET");
        assertThat(json.path("commit").asString()).isEmpty();
        assertThat(json.path("diff").asString()).isEqualTo("+ image.tag: 2\n");
        assertThat(json.path("at").asString()).isEqualTo("2026-01-14T10:00:00Z");
        assertThat(json.path("written").asBoolean()).isTrue();
        WriteBackReport.ParametersSet unknown = new WriteBackReport.ParametersSet("+ image.tag: 2\n", AT);
        ((ObjectNode) json).remove("spec");
        assertThat(JSON.treeToValue(json, WriteBackReport.class))
                .as("as older versions wrote it")
                .isEqualTo(unknown);
        assertThat(unknown.undoableOn()).isEmpty();
    }

    @Test
    public void readsWhatWasKeptBeforeThereWerePullRequestsAndSignatures() {
        String json = """
                {"outcome":"COMMITTED","repository":"r","branch":"main","commit":"1cce7a0123456789","files":["f"],
                 "diff":"+tag: 2","message":"m","at":"2026-01-14T10:00:00Z"}
                """;

        assertThat(JSON.readValue(json, WriteBackReport.class))
                .isEqualTo(new WriteBackReport.Committed(
                        new BranchReport("r", "main"),
                        "1cce7a0123456789",
                        new CommitReport(List.of("f"), "+tag: 2", "m", "", Optional.empty()),
                        AT));
    }
}
