package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequest.State;
import java.io.IOException;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class PullRequestHostTest {

    private static final PullRequestDraft DRAFT =
            PullRequestDraft.of("update-1", "main", "build: update\n\nimage a\n", List.of("images", "auto"));

    private FakeHost server;

    @Before
    public void start() throws IOException {
        server = new FakeHost(null);
    }

    @After
    public void stop() {
        server.close();
    }

    @Test
    public void opensFindsAndUpdatesAPullRequestOfGitHub() throws InterruptedException {
        PullRequestHost host = host("github");
        assertThat(host.latest("update-1")).isEmpty();

        PullRequest opened = host.open(DRAFT);
        assertThat(opened).isEqualTo(new PullRequest(1, "#1", "https://host.example/team/charts/1", State.OPEN));
        assertThat(server.pulls().get(0))
                .containsEntry("title", "build: update")
                .containsEntry("body", "image a")
                .containsEntry("head", "update-1")
                .containsEntry("base", "main")
                .containsEntry("labelled", "[\"images\",\"auto\"]");
        assertThat(host.latest("update-1")).contains(opened);
        assertThat(host.latest("update-2")).isEmpty();

        host.update(opened, PullRequestDraft.of("update-1", "main", "build: more", List.of()));
        assertThat(server.pulls()).hasSize(1);
        assertThat(server.pulls().get(0)).containsEntry("title", "build: more").containsEntry("body", "");
        assertThat(server.requests())
                .contains(
                        "GET /api/v3/repos/team/charts/pulls?state=all&sort=created&direction=desc&per_page=1"
                                + "&head=team:update-1",
                        "PATCH /api/v3/repos/team/charts/pulls/1");
    }

    @Test
    public void opensFindsAndUpdatesAMergeRequestOfGitLab() throws InterruptedException {
        PullRequestHost host = host("gitlab");
        assertThat(host.latest("update-1")).isEmpty();

        PullRequest opened = host.open(DRAFT);
        assertThat(opened).isEqualTo(new PullRequest(1, "!1", "https://host.example/team/charts/1", State.OPEN));
        assertThat(server.pulls().get(0))
                .containsEntry("title", "build: update")
                .containsEntry("description", "image a")
                .containsEntry("source_branch", "update-1")
                .containsEntry("target_branch", "main")
                .containsEntry("labels", "images,auto");
        assertThat(host.latest("update-1")).contains(opened);

        host.update(opened, PullRequestDraft.of("update-1", "main", "build: more", List.of()));
        assertThat(server.pulls().get(0)).containsEntry("title", "build: more");
        assertThat(server.requests()).contains("PUT /api/v4/projects/team/charts/merge_requests/1");
    }

    @Test
    public void tellsWhatWasDecided() throws InterruptedException {
        for (String provider : List.of("github", "gitlab")) {
            host(provider).open(DRAFT);
        }
        server.decide(1, "closed", "2026-08-18T10:00:00Z");
        server.decide(2, "merged", "2026-08-18T10:00:00Z");
        assertThat(host("github").latest("update-1").orElseThrow().state()).isEqualTo(State.MERGED);
        assertThat(host("gitlab").latest("update-1").orElseThrow().state()).isEqualTo(State.MERGED);

        server.decide(1, "closed", null);
        server.decide(2, "closed", null);
        assertThat(host("gitlab").latest("update-1").orElseThrow().state()).isEqualTo(State.CLOSED);
    }

    @Test
    public void findsTheOneThatSomebodyElseOpenedMeanwhile() throws InterruptedException {
        PullRequest first = host("github").open(DRAFT);
        server.fail(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"A pull request already exists\"}]}");

        assertThatThrownBy(() -> host("github").open(DRAFT)).hasMessageContaining("A pull request already exists");
        server.fail(0, "");
        assertThat(host("github").latest("update-1")).contains(first);
    }

    @Test
    public void saysWhatTheHostSays() {
        assertFailure(
                401,
                "{\"message\":\"Bad credentials\"}",
                Reason.UNAUTHORIZED,
                "401: Bad credentials",
                "Check the token");
        assertFailure(
                403,
                "{\"message\":\"Resource not accessible\"}",
                Reason.FORBIDDEN,
                "Resource not accessible",
                "Let the");
        assertFailure(
                404, "{\"message\":\"Not Found\"}", Reason.NOT_FOUND, "404: Not Found", "Check the repository's URL");
        assertFailure(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"base is invalid\"}]}",
                Reason.MALFORMED_ANSWER,
                "Validation Failed; base is invalid",
                "base branch");
        assertFailure(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}]}",
                Reason.MALFORMED_ANSWER,
                "Validation Failed; the field base is invalid",
                "Check that the base branch exists at GitHub");
        assertFailure(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"code\":\"custom\","
                        + "\"message\":\"No commits between main and update-1\"}]}",
                Reason.MALFORMED_ANSWER,
                "Validation Failed; No commits between main and update-1",
                "Delete the branch at GitHub");
        assertFailure(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[\"Draft pull requests are not supported\"]}",
                Reason.MALFORMED_ANSWER,
                "Validation Failed; Draft pull requests are not supported",
                "Change what GitHub refuses");
        assertFailure(400, "{\"message\":{\"title\":[\"is too long\"]}}", Reason.MALFORMED_ANSWER, "is too long", "");
        assertFailure(429, "", Reason.RATE_LIMITED, "429", "Try again later");
        assertFailure(502, "<html>", Reason.SERVER_ERROR, "502", "status");
        assertFailure(200, "<html>", Reason.MALFORMED_ANSWER, "200", "URL is that of GitHub");
    }

    @Test
    public void saysThatNobodyAnswers() {
        GitRemote nowhere =
                GitRemote.of("http://127.0.0.1:1/team/charts.git", new GitCredentials.Token(FakeHost.TOKEN));

        assertThatThrownBy(() -> PullRequestHost.of(nowhere, "github").open(DRAFT))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("open a pull request for branch update-1")
                .hasMessageContaining("refused");
    }

    @Test
    public void knowsTheApiOfEachHost() {
        assertApi("https://github.com/team/charts.git", "", "https://api.github.com");
        assertApi("https://octo.ghe.com/team/charts", "", "https://api.octo.ghe.com");
        assertApi("https://github.example.com/team/charts", "", "https://github.example.com/api/v3");
        assertApi("https://git.example.com:8443/team/charts", "GitHub", "https://git.example.com:8443/api/v3");
        assertApi("https://gitlab.com/group/sub/charts.git", "", "https://gitlab.com/api/v4");
        assertApi("https://git.example.com/group/charts", "gitlab", "https://git.example.com/api/v4");
    }

    @Test
    public void saysWhyPullRequestsCannotBeOpened() {
        GitCredentials token = new GitCredentials.Token("t0ken");
        assertUnusable(
                "https://git.example.com/team/charts", token, "", "does not show whether it is GitHub or GitLab");
        assertUnusable("https://git.example.com/team/charts", token, "gitea", "'gitea' is not known");
        assertUnusable(
                "git@github.com:team/charts.git", new GitCredentials.SshKey("git", "key", ""), "", "no https URL");
        assertUnusable("https://github.com/charts", token, "", "names no owner and repository");
        assertUnusable("https://github.com/team/charts", new GitCredentials.Anonymous(), "", "no credentials");
        assertUnusable("https://github.com/team/charts", new GitCredentials.SshKey("git", "key", ""), "", "an SSH key");
    }

    @Test
    public void cutsTitleAndBodyToWhatHostsTake() {
        PullRequestDraft draft =
                PullRequestDraft.of("x", "main", "ä".repeat(300) + "\n" + "b".repeat(70_000), List.of());

        assertThat(draft.title()).hasSize(255);
        assertThat(draft.body()).hasSize(65_536);
    }

    private void assertFailure(int status, String body, Reason reason, String answer, String advice) {
        server.fail(status, body);
        assertThatThrownBy(() -> host("github").latest("update-1"))
                .isInstanceOfSatisfying(GitException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(reason);
                    assertThat(failure.advice()).contains(advice);
                })
                .hasMessageContaining(answer)
                .hasMessageContaining("find the pull request of branch update-1")
                .hasMessageNotContaining(FakeHost.TOKEN);
    }

    @Test
    public void repeatsNoTokenThatCannotBeSent() {
        for (String token : List.of("s3cret\r\nX: y", "s3cret ", "s3crät", "")) {
            PullRequestHost host = PullRequestHost.of(
                    GitRemote.of(server.url("team/charts.git"), new GitCredentials.Token(token)), "github");
            assertThatThrownBy(() -> host.latest("update-1"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasNoCause()
                    .hasMessageContaining("no token has")
                    .hasMessageNotContaining("s3c");
        }
    }

    private static void assertApi(String url, String provider, String api) {
        HostedRepository repository =
                HostedRepository.of(GitRemote.of(url, new GitCredentials.UserPassword("bot", "t0ken")));
        PullRequestHost host = PullRequestHost.of(repository.remote(), provider);
        JsonApi used = host instanceof GitHub hub ? hub.api() : ((GitLab) host).api();
        assertThat(used).hasToString(api);
    }

    private static void assertUnusable(String url, GitCredentials credentials, String provider, String answer) {
        assertThatThrownBy(() -> PullRequestHost.of(GitRemote.of(url, credentials), provider))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(answer)
                .hasMessageNotContaining("t0ken");
    }

    private PullRequestHost host(String provider) {
        return PullRequestHost.of(
                GitRemote.of(server.url("team/charts.git"), new GitCredentials.Token(FakeHost.TOKEN)), provider);
    }
}
