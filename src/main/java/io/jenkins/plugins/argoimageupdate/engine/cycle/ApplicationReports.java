package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;

/** The report of one Application before its rollout. */
final class ApplicationReports {

    private ApplicationReports() {}

    /**
     * @param writeBack null for none
     * @param failure null for none
     */
    static ApplicationReport of(
            PlannedApplication planned, WriteBackReport writeBack, FailureReport failure, Connections connections) {
        Application application = planned.spec().application();
        boolean live = planned.isLive();
        boolean merged = !(planned.spec().writeBack() instanceof WriteBack.Git git)
                || git.pushBranch().isEmpty() && git.pullRequest() == null;
        return new ApplicationReport(
                application.name(),
                application.namespace(),
                application.project(),
                live ? connections.argocd(planned.target().argocd()).server().name() : "",
                live ? url(planned, connections) : "",
                planned.imageReports(),
                writeBack,
                null,
                failure,
                live ? planned.target().observed().status().health().toString() : "",
                live && merged,
                Warnings.sentences(planned.target().warnings()));
    }

    private static String url(PlannedApplication planned, Connections connections) {
        Application application = planned.spec().application();
        String server = connections
                .argocd(planned.target().argocd())
                .server()
                .url()
                .toString()
                .replaceFirst("(?<!/)/+$", "");
        String namespace = application.namespace().isEmpty() ? "" : application.namespace() + "/";
        return server + "/applications/" + namespace + application.name();
    }
}
