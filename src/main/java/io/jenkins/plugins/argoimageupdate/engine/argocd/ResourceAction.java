package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request for an action on a resource: {@code RunResourceActionV2}, which argocd-server has from 3.1 on, else {@code
 * RunResourceAction}, which it says to remove one day ({@code server/application/application.proto}).
 */
record ResourceAction(ApplicationRef ref, ResourceNode node, String action) {

    void run(ApiTransport transport) throws InterruptedException {
        try {
            transport.send(call("/resource/actions/v2"));
        } catch (ArgoCdException e) {
            boolean unknownRequest =
                    e.reason() == Reason.NOT_FOUND && e.answer().equals("404 Not Found");
            if (!unknownRequest) {
                throw e;
            }
            transport.send(olderCall());
        }
    }

    private ApiCall call(String path) {
        ObjectNode body = JsonAnswers.MAPPER.createObjectNode().put("name", ref.name());
        ArgoCdClient.putIfGiven(body, "namespace", node.key().namespace());
        body.put("resourceName", node.key().name())
                .put("version", node.version().api())
                .put("group", node.key().group())
                .put("kind", node.key().kind())
                .put("action", action);
        ArgoCdClient.putIfGiven(body, "appNamespace", ref.namespace());
        ArgoCdClient.putIfGiven(body, "project", ref.project());
        return new ApiCall(attempted(), "POST", ArgoCdClient.path(ref, path), body, ref).taking(right());
    }

    /** Its body is the name of the action alone. */
    private ApiCall olderCall() {
        String query = ApiCall.query(
                "namespace", node.key().namespace(),
                "resourceName", node.key().name(),
                "version", node.version().api(),
                "group", node.key().group(),
                "kind", node.key().kind(),
                "appNamespace", ref.namespace(),
                "project", ref.project());
        String path = ArgoCdClient.path(ref, "/resource/actions") + query;
        return new ApiCall(
                        attempted(),
                        "POST",
                        path,
                        JsonAnswers.MAPPER.getNodeFactory().stringNode(action),
                        ref)
                .taking(right());
    }

    private String right() {
        return String.join("/", "action", node.key().group(), node.key().kind(), action);
    }

    private String attempted() {
        return action + " " + node.key() + " of " + ref;
    }
}
