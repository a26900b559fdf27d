package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ResourceBranch;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import java.util.List;

/** What Argo CD shows of an Application's resources, as a report. */
public final class ResourceReports {

    private ResourceReports() {}

    public static List<ResourceReport> of(LiveApplication application, ResourceTree tree) {
        return tree.branches(application.status()).stream()
                .map(ResourceReports::of)
                .toList();
    }

    private static ResourceReport of(ResourceBranch branch) {
        ResourceNode node = branch.node();
        return new ResourceReport(
                node.key().kind(),
                node.key().namespace(),
                node.key().name(),
                branch.sync() == null ? "" : branch.sync().toString(),
                node.health().status().toString(),
                node.health().message(),
                node.isPod() ? podDetail(node) : "",
                node.images(),
                branch.children().stream().map(ResourceReports::of).toList());
    }

    private static String podDetail(ResourceNode pod) {
        String ready = pod.readyContainers().isEmpty() ? "" : " " + pod.readyContainers();
        String restarts = pod.restarts() == 0 ? "" : ", " + pod.restarts() + " restarts";
        return (pod.reason() + ready + restarts).strip();
    }
}
