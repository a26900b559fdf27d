package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import hudson.model.User;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.RolloutActions;
import io.jenkins.plugins.argoimageupdate.jenkins.record.RolloutAct;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;

/** What somebody who may do so asks of the Rollouts of a build. Only Applications that the build has updated can be named. */
final class RolloutActionRequest {

    private static final Logger LOGGER = Logger.getLogger(RolloutActionRequest.class.getName());

    private final Run<?, ?> run;
    private final UpdateRunAction updates;

    RolloutActionRequest(Run<?, ?> run, UpdateRunAction updates) {
        this.run = run;
        this.updates = updates;
    }

    HttpResponse answer(
            @CheckForNull String action,
            @CheckForNull String application,
            @CheckForNull String namespace,
            @CheckForNull String argocd,
            @CheckForNull String rollout)
            throws InterruptedException {
        RolloutAction wanted = RolloutAction.ofId(Util.fixNull(action).strip()).orElse(null);
        if (wanted == null) {
            return refused(
                    HttpServletResponse.SC_BAD_REQUEST,
                    Messages.RolloutActionRequest_unknownAction(RolloutAction.ids()));
        }
        List<ApplicationSubject> found = updates.getReports().stream()
                .flatMap(report -> report.applications().stream())
                .map(ApplicationReport::about)
                .filter(about -> about.name().equals(Util.fixNull(application).strip()))
                .filter(about -> fits(namespace, about.namespace()) && fits(argocd, about.argocd()))
                .distinct()
                .toList();
        if (found.isEmpty()) {
            return refused(HttpServletResponse.SC_NOT_FOUND, Messages.RolloutActionRequest_unknownApplication());
        }
        if (found.size() > 1) {
            return refused(HttpServletResponse.SC_BAD_REQUEST, Messages.RolloutActionRequest_severalApplications());
        }
        return act(found.get(0), Util.fixNull(rollout).strip(), wanted);
    }

    private static boolean fits(@CheckForNull String wanted, String actual) {
        return wanted == null || wanted.isBlank() || wanted.strip().equals(actual);
    }

    private HttpResponse act(ApplicationSubject about, String rollout, RolloutAction action)
            throws InterruptedException {
        try {
            new RolloutActions(run)
                    .run(about.argocd(), about.ref(), rollout, action)
                    .forEach(one ->
                            keep(new RolloutAct(Instant.now(), user(), about.name(), action.done() + " " + one)));
            return new HttpRedirect(".");
        } catch (UpdateException e) {
            LOGGER.log(Level.INFO, e, () -> user() + " could not " + action.command() + " Rollouts of " + run);
            return refused(HttpServletResponse.SC_CONFLICT, e.getMessage());
        }
    }

    private void keep(RolloutAct act) {
        LOGGER.log(Level.INFO, "{0}, on the page of {1}", new Object[] {act, run});
        updates.acted(act);
    }

    private static String user() {
        User user = User.current();
        return user == null ? "anonymous" : user.getFullName() + " (" + user.getId() + ")";
    }

    private static HttpResponse refused(int status, String why) {
        return HttpResponses.errorWithoutStack(status, why);
    }
}
