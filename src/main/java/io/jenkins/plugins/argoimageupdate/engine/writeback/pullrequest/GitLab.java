package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequest.State;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Merge requests of GitLab (REST API, "Merge requests"). */
record GitLab(JsonApi api, HostedRepository repository) implements PullRequestHost {

    private static final int CONFLICT = 409;

    @Override
    public Optional<PullRequest> latest(String head) throws InterruptedException {
        String query = "?state=all&order_by=created_at&sort=desc&per_page=1&source_branch=" + JsonApi.encoded(head);
        JsonNode found = api.send("find the merge request of branch " + head, "GET", requests() + query, null)
                .orThrow();
        return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get(0)));
    }

    @Override
    public PullRequest open(PullRequestDraft draft) throws InterruptedException {
        Map<String, String> body = Map.of(
                "title", draft.title(),
                "description", draft.body(),
                "source_branch", draft.head(),
                "target_branch", draft.base(),
                "labels", String.join(",", draft.labels()));
        JsonApi.Answer answer = api.send("open a merge request for branch " + draft.head(), "POST", requests(), body);
        if (answer.status() == CONFLICT) {
            return latest(draft.head()).orElseThrow(answer::failure);
        }
        return read(answer.orThrow());
    }

    @Override
    public PullRequest update(PullRequest existing, PullRequestDraft draft) throws InterruptedException {
        Map<String, String> body = Map.of("title", draft.title(), "description", draft.body());
        return read(
                api.send("update merge request " + existing.name(), "PUT", requests() + "/" + existing.number(), body)
                        .orThrow());
    }

    private String requests() {
        return "/projects/" + JsonApi.encoded(repository.path()) + "/merge_requests";
    }

    private static PullRequest read(JsonNode request) {
        long number = request.path("iid").asLong(0);
        State state = switch (request.path("state").asString("")) {
            case "merged" -> State.MERGED;
            case "closed" -> State.CLOSED;
            default -> State.OPEN;
        };
        return new PullRequest(number, "!" + number, request.path("web_url").asString(""), state);
    }
}
