package io.jenkins.plugins.argoimageupdate.jenkins.dryrun;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Util;
import hudson.model.Item;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsConnections;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsCycle;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.view.DryRunView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.sf.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;

/**
 * Answers the button “Show what this would do now” of forms: reads registries, Argo CD and Git as the job would, and writes nothing.
 * Since it logs in with the job's credentials, it takes {@link Item#CONFIGURE} and {@link CredentialsProvider#USE_ITEM}.
 */
public final class DryRun {

    private static final int MOST_SECONDS = Budget.DRY_RUN.intValue();
    private static final Logger LOGGER = Logger.getLogger(DryRun.class.getName());

    private final Item item;

    private DryRun(Item item) {
        this.item = item;
    }

    /**
     * Shows it.
     *
     * @param item the form's job or folder; null elsewhere, where nothing can be shown
     * @param json what is filled in; it is read only once the permissions are checked; null where the request has none
     * @param form makes of it what to update
     */
    public static HttpResponse show(
            @Nullable Item item, @Nullable String json, Function<JSONObject, List<UpdateArguments>> form) {
        if (item == null) {
            return HttpResponses.forbidden();
        }
        item.checkPermission(Item.CONFIGURE);
        item.checkPermission(CredentialsProvider.USE_ITEM);
        return HttpResponses.forwardToView(new DryRun(item).view(json, form), "result");
    }

    private DryRunView view(@Nullable String json, Function<JSONObject, List<UpdateArguments>> form) {
        List<WatchRequest> requests;
        try {
            requests = JenkinsCycle.requests(form.apply(JSONObject.fromObject(Util.fixNull(json))), item);
        } catch (UpdateException e) {
            return DryRunView.failed(e.getMessage());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOGGER.log(Level.FINE, e, () -> "The form of " + item.getFullName() + " cannot be read");
            return DryRunView.failed(Messages.DryRun_unreadable());
        }
        return view(requests);
    }

    private DryRunView view(List<WatchRequest> requests) {
        try {
            return requests.isEmpty() ? DryRunView.failed(Messages.DryRun_nothing()) : DryRunView.of(inTime(requests));
        } catch (UpdateException e) {
            return DryRunView.failed(e.getMessage());
        } catch (TimeoutException e) {
            return DryRunView.failed(Messages.DryRun_late(MOST_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DryRunView.failed(Messages.DryRun_broken());
        } catch (ExecutionException e) {
            LOGGER.log(Level.WARNING, e, () -> "The dry run for " + item.getFullName() + " broke off");
            return DryRunView.failed(Messages.DryRun_broken());
        }
    }

    private CycleReport inTime(List<WatchRequest> requests)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<CycleReport> running = UpdateEngine.get().threads().submit(() -> run(requests));
        try {
            return running.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UpdateException failure) {
                throw failure;
            }
            throw e;
        } finally {
            running.cancel(true);
        }
    }

    private CycleReport run(List<WatchRequest> requests) throws InterruptedException {
        JenkinsConnections connections = JenkinsConnections.of(item);
        CycleOptions options = new CycleOptions(true, connections.commits(), CycleOptions.DEFAULT.rollout());
        return new JenkinsCycle(connections, options, event -> {})
                .begin(requests, Duration.ZERO, notice -> {})
                .await();
    }
}
