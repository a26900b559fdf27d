package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequest.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;

/** Pull requests of GitHub and GitHub Enterprise (REST API, "Pulls" and "Issues"). */
record GitHub(JsonApi api, HostedRepository repository) implements PullRequestHost {

    private static final Logger LOGGER = Logger.getLogger(GitHub.class.getName());
    private static final int UNPROCESSABLE = 422;

    @Override
    public Optional<PullRequest> latest(String head) throws InterruptedException {
        String owner = repository.path().substring(0, repository.path().indexOf('/'));
        String query = "?state=all&sort=created&direction=desc&per_page=1&head=" + JsonApi.encoded(owner + ":" + head);
        JsonNode found = api.send("find the pull request of branch " + head, "GET", pulls() + query, null)
                .orThrow();
        return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get(0)));
    }

    @Override
    public PullRequest open(PullRequestDraft draft) throws InterruptedException {
        Map<String, String> body =
                Map.of("title", draft.title(), "body", draft.body(), "head", draft.head(), "base", draft.base());
        JsonApi.Answer answer = api.send("open a pull request for branch " + draft.head(), "POST", pulls(), body);
        if (answer.status() == UNPROCESSABLE && answer.failure().answer().contains("already exists")) {
            return latest(draft.head()).orElseThrow(answer::failure);
        }
        PullRequest opened = read(answer.orThrow());
        label(opened, draft.labels());
        return opened;
    }

    /** The pull request is there whether or not it has its labels. */
    private void label(PullRequest opened, List<String> labels) throws InterruptedException {
        if (labels.isEmpty()) {
            return;
        }
        try {
            String path = "/repos/" + repository.path() + "/issues/" + opened.number() + "/labels";
            api.send("label pull request " + opened.name(), "POST", path, Map.of("labels", labels))
                    .orThrow();
        } catch (GitException e) {
            LOGGER.log(Level.WARNING, "{0}", e.getMessage());
        }
    }

    @Override
    public PullRequest update(PullRequest existing, PullRequestDraft draft) throws InterruptedException {
        Map<String, String> body = Map.of("title", draft.title(), "body", draft.body());
        return read(api.send("update pull request " + existing.name(), "PATCH", pulls() + "/" + existing.number(), body)
                .orThrow());
    }

    private String pulls() {
        return "/repos/" + repository.path() + "/pulls";
    }

    private static PullRequest read(JsonNode pull) {
        long number = pull.path("number").asLong(0);
        boolean merged = !pull.path("merged_at").asString("").isEmpty();
        State closed = merged ? State.MERGED : State.CLOSED;
        return new PullRequest(
                number,
                "#" + number,
                pull.path("html_url").asString(""),
                pull.path("state").asString("").equals("open") ? State.OPEN : closed);
    }
}
