package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Single resources and their actions, as {@code GetResource}, {@code RunResourceAction} and {@code RunResourceActionV2} in {@code
 * server/application/application.go} of argocd-server.
 */
final class ResourceApi {

    private static final ApiAnswer UNKNOWN =
            new ApiAnswer(404, "application/json", "{\"code\":5,\"message\":\"Not Found\"}");

    private final ApplicationAccess access;
    private final ArgoCdFaults faults;
    private final ArgoCdApi.Changes changes;

    ResourceApi(ApplicationAccess access, ArgoCdFaults faults, ArgoCdApi.Changes changes) {
        this.access = access;
        this.faults = faults;
        this.changes = changes;
    }

    ApiAnswer get(SimulatedApplication application, ApiRequest request) {
        Optional<ObjectNode> manifest = application.manifest(request.query("kind"), request.query("resourceName"));
        return manifest.map(one -> ApiAnswer.json(Json.object().put("manifest", one.toString())))
                .orElseGet(() -> notFound(application, request));
    }

    /** Its answer is an empty object, and whether the script has changed anything is not told. */
    ApiAnswer run(SimulatedApplication application, ApiRequest request) {
        boolean second = request.path().size() == 7;
        if (second && faults.hasNoSecondActions()) {
            return UNKNOWN;
        }
        String action =
                second ? Json.text(request.body(), "action") : request.body().asString("");
        String group = request.queryOrBody("group");
        String kind = request.queryOrBody("kind");
        access.requireUntold(request, "action/" + group + "/" + kind + "/" + action, application);
        String name = request.queryOrBody("resourceName");
        if (application.manifest(kind, name).isEmpty()) {
            return notFound(application, request);
        }
        if (!application.run(name, action)) {
            return ApiAnswer.error(500, 2, "error getting Lua resource action: built-in script does not exist");
        }
        changes.changed(application);
        return ApiAnswer.json(Json.object());
    }

    private static ApiAnswer notFound(SimulatedApplication application, ApiRequest request) {
        return ApiAnswer.error(
                400,
                3,
                String.join(
                                " ",
                                request.queryOrBody("kind"),
                                request.queryOrBody("group"),
                                request.queryOrBody("resourceName"))
                        + " not found as part of application " + application.name());
    }
}
