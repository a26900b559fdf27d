package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.util.List;
import java.util.Map;

/**
 * What was found to watch.
 *
 * @param failures of what could not be found or read; the rest is watched nevertheless
 * @param warnings that belong to no target, such as of an Application that is passed over
 * @param requests that finding it took, by server
 */
public record Discovery(
        List<WatchTarget> targets,
        List<Missed> failures,
        List<Warning> warnings,
        Map<String, RequestMetrics.Snapshot> requests) {

    /**
     * Something that is not watched because it could not be found or read.
     *
     * @param server the configured name of the Argo CD server; empty for the default one
     * @param application its name; empty where several were looked for
     */
    public record Missed(String server, String application, UpdateException failure) {}

    /** The same of the Applications of one name. */
    public Discovery only(String application) {
        return with(targets.stream()
                .filter(target -> target.spec().application().name().equals(application))
                .toList());
    }

    /** The same with other targets. */
    public Discovery with(List<WatchTarget> others) {
        return new Discovery(others, failures, warnings, requests);
    }
}
