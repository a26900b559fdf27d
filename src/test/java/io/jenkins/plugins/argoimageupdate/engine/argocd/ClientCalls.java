package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each request that {@link ArgoCdClient} can make, for tests that hold all of them to something. */
final class ClientCalls {

    /** Methods that ask the server nothing. */
    static final Set<String> SILENT = Set.of("counting", "server", "sharing");

    /** A use of one method. */
    interface Call {
        void on(ArgoCdClient client) throws Exception;
    }

    private ClientCalls() {}

    /**
     * The calls about one Application, and those about none.
     *
     * @param ref an Application that has at least one pod and a Rollout; each call is made for each way to name it
     * @param revision that was deployed
     */
    static Map<String, Call> of(List<ApplicationRef> ref, String revision) {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("version", ArgoCdClient::version);
        calls.put("user", ArgoCdClient::user);
        calls.put("list", ClientCalls::list);
        calls.put("get", each(ref, ArgoCdClient::get));
        calls.put("recent", each(ref, ArgoCdClient::recent));
        calls.put("refresh", each(ref, (client, app) -> {
            client.refresh(app, false);
            client.refresh(app, true);
        }));
        calls.put("resourceTree", each(ref, ArgoCdClient::resourceTree));
        calls.put("manifests", each(ref, (client, app) -> {
            client.manifests(app, "");
            client.manifests(app, revision);
        }));
        calls.put(
                "imageDifferences",
                each(ref, (client, app) -> client.imageDifferences(app, "apps", "Deployment", "frontend")));
        calls.put("syncWindows", each(ref, ArgoCdClient::syncWindows));
        calls.put(
                "events",
                each(
                        ref,
                        (client, app) -> client.events(
                                app, client.resourceTree(app).pods().get(0))));
        calls.put("resource", each(ref, (client, app) -> client.resource(app, rollout(client.resourceTree(app)))));
        calls.put(
                "runAction",
                each(ref, (client, app) -> client.runAction(app, rollout(client.resourceTree(app)), "resume")));
        calls.put("revisionMetadata", each(ref, (client, app) -> client.revisionMetadata(app, revision)));
        calls.put("watch", each(ref, (client, app) -> {
            try (ApplicationChanges watch = client.watch(app, () -> {})) {
                NextChange.of(watch);
            }
        }));
        calls.put("sync", each(ref, (client, app) -> {
            client.sync(app, "", true);
            client.sync(app, revision, false);
        }));
        calls.put(
                "update",
                each(
                        ref,
                        (client, app) -> client.update(
                                app,
                                new SourceUpdate(
                                        0,
                                        List.of(new HelmParameter("a", Long.toString(System.nanoTime()), true)),
                                        List.of(),
                                        List.of()),
                                Set.of())));
        return calls;
    }

    static ResourceNode rollout(ResourceTree tree) {
        return tree.nodes().stream()
                .filter(ProgressiveRollout::isOne)
                .findFirst()
                .orElseThrow();
    }

    private static void list(ArgoCdClient client) throws InterruptedException {
        LabelSelector labels = LabelSelector.parse("team in (web,shop),!legacy");
        for (String project : List.of("", "default")) {
            for (String namespace : List.of("", "argocd")) {
                client.list(new ApplicationQuery(project, LabelSelector.ANY, namespace));
                client.list(new ApplicationQuery(project, labels, namespace));
            }
        }
    }

    private interface CallOfApplication {
        void on(ArgoCdClient client, ApplicationRef app) throws Exception;
    }

    private static Call each(List<ApplicationRef> refs, CallOfApplication call) {
        return client -> {
            for (ApplicationRef ref : refs) {
                call.on(client, ref);
            }
        };
    }
}
