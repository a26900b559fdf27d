package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.model.Item;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.cycle.DriftSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for with the same answer to changes in the cluster by hand. A cycle has one such answer, so that a job whose steps give
 * several needs as many cycles to look at all of it.
 */
public record DriftGroup(DriftPolicy policy, List<WatchRequest> requests) {

    /** A cycle of a group. */
    @FunctionalInterface
    public interface Look {
        /** @param options with the answer of the group */
        CycleReport at(CycleOptions options, List<WatchRequest> requests) throws InterruptedException;
    }

    /**
     * In the order of the arguments; {@link JenkinsCycle#requests} says what makes requests of them.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException if an argument cannot be used
     */
    public static List<DriftGroup> of(Collection<UpdateArguments> arguments, Item item) {
        Map<DriftPolicy, List<UpdateArguments>> groups = new LinkedHashMap<>();
        arguments.forEach(one -> groups.computeIfAbsent(one.toDriftPolicy(), policy -> new ArrayList<>())
                .add(one));
        List<DriftGroup> all = new ArrayList<>();
        groups.forEach((policy, some) -> all.add(new DriftGroup(policy, JenkinsCycle.requests(some, item))));
        return List.copyOf(all);
    }

    /**
     * Looks at one group after the other, in nobody's name.
     *
     * @param groups at least one
     * @return one report of all
     */
    public static CycleReport look(List<DriftGroup> groups, CycleOptions options, Look look)
            throws InterruptedException {
        CycleReport report = null;
        for (DriftGroup group : groups) {
            CycleReport next = look.at(options.with(new DriftSettings(group.policy, "")), group.requests);
            report = report == null ? next : both(report, next);
        }
        if (report == null) {
            throw new IllegalArgumentException("there is nothing to look at");
        }
        return report;
    }

    private static CycleReport both(CycleReport one, CycleReport other) {
        List<ApplicationReport> applications = new ArrayList<>(one.applications());
        applications.addAll(other.applications());
        List<FailureReport> failures = new ArrayList<>(one.failures());
        failures.addAll(other.failures());
        Map<String, RequestMetrics.Snapshot> requests = new LinkedHashMap<>(one.requests());
        other.requests().forEach((server, counts) -> requests.merge(server, counts, RequestMetrics.Snapshot::and));
        Set<String> warnings = new LinkedHashSet<>(one.warnings());
        warnings.addAll(other.warnings());
        return new CycleReport(
                one.dryRun(), one.started(), other.finished(), applications, failures, requests, List.copyOf(warnings));
    }
}
