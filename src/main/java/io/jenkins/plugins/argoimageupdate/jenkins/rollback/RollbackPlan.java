package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.HoldOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Undo;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a build that goes back writes.
 *
 * @param application the only one that is meant; empty for all
 */
public record RollbackPlan(Rollback rollback, String announcement, String application) {

    /** Builds in which is looked how an Application is updated. */
    private static final int MOST_BUILDS = 50;

    /** @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if it cannot be made of what is asked for */
    public static RollbackPlan of(Run<?, ?> run, UpdateRecord record) {
        RollbackArguments asked = Objects.requireNonNull(record.getRollback());
        if (asked.getUndoes() > 0) {
            CycleReport report = UpdateRunAction.of(run).getReport(asked.getUndoes());
            if (report == null) {
                throw new ConfigurationException(
                        Reason.STORAGE,
                        "undo update " + asked.getUndoes() + " of the build",
                        "its report cannot be read any more",
                        "Roll back to an earlier build or version");
            }
            Undo undo = Undoing.of(run, asked.getUndoes(), report);
            return of(asked, new Source.Versions(undo.versions(), false), new HoldOrder(null), undo);
        }
        asked.check();
        HoldOrder hold = asked.isHold() ? new HoldOrder(asked.getUntil()) : null;
        return of(asked, source(run, asked), hold, null);
    }

    private static RollbackPlan of(
            RollbackArguments asked, Source source, @Nullable HoldOrder hold, @Nullable Undo undo) {
        Rollback rollback = new Rollback(
                source,
                asked.describe(),
                asked.getBy(),
                asked.getReason(),
                hold,
                undo == null ? Set.of() : undo.onlyOn());
        String what = asked.isLive() ? "What is live is written to Git" : "Rollback to " + asked.describe();
        return new RollbackPlan(
                rollback,
                what + ", by " + asked.getBy() + (asked.getReason().isEmpty() ? "" : ": " + asked.getReason()),
                asked.getApplication());
    }

    private static Source source(Run<?, ?> run, RollbackArguments asked) {
        if (asked.toBuild().isPresent()) {
            return new Source.Versions(
                    EarlierVersions.of(run.getParent(), asked.toBuild().get()), false);
        }
        if (asked.isLive()) {
            return new Source.Live();
        }
        if (asked.toCommit().isPresent()) {
            return new Source.Commit(asked.toCommit().get());
        }
        List<Version> versions = asked.toVersions().entrySet().stream()
                .map(version -> new Version(version.getKey(), version.getValue()))
                .toList();
        return new Source.Versions(versions, true);
    }

    /** Whether any of it is of what a step updates. */
    public boolean isOf(UpdateArguments arguments) {
        if (!application.isEmpty()
                && !arguments.getApplication().isEmpty()
                && !arguments.getApplication().equals(application)) {
            return false;
        }
        return !(rollback.to() instanceof Source.Versions given)
                || arguments.getApplication().isEmpty()
                || given.versions().stream().anyMatch(version -> isOf(version, arguments));
    }

    private static boolean isOf(Version version, UpdateArguments arguments) {
        return version.application().isEmpty()
                || version.application().equals(arguments.getApplication())
                        && canBe(version.namespace(), arguments.getNamespace())
                        && canBe(version.argocd(), server(arguments.getArgocd()));
    }

    private static boolean canBe(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** The name that the default server has too; empty where none is configured. */
    private static String server(String named) {
        try {
            return ArgoImageUpdateConfiguration.get().argoCdServer(named).getName();
        } catch (UpdateException e) {
            return named;
        }
    }

    /** The Applications that are meant, of those that a step updates. */
    public Discovery part(Discovery found) {
        return application.isEmpty() ? found : found.only(application);
    }

    /**
     * Begins a rollback that a step asks for: written where the last build wrote that updated the Application, else as its annotations say.
     *
     * @param named names the Application, and no more
     * @return the number of the update
     */
    public static int begin(Run<?, ?> run, UpdateArguments named, RollbackArguments rollback, String node) {
        return UpdateRunAction.of(run).begin(where(run, named), rollback, node);
    }

    private static UpdateArguments where(Run<?, ?> run, UpdateArguments named) {
        Run<?, ?> build = run;
        for (int i = 0; i < MOST_BUILDS && build != null; i++) {
            UpdateRunAction action = build.getAction(UpdateRunAction.class);
            for (UpdateRecord record : action == null ? List.<UpdateRecord>of() : action.getRecords()) {
                if (isOf(record, named, action)) {
                    return record.getArguments().forApplication(named.getApplication(), named.getNamespace());
                }
            }
            build = build.getPreviousBuild();
        }
        return named;
    }

    private static boolean isOf(UpdateRecord record, UpdateArguments named, UpdateRunAction action) {
        UpdateArguments arguments = record.getArguments();
        if (!named.getArgocd().isEmpty() && !named.getArgocd().equals(server(arguments.getArgocd()))) {
            return false;
        }
        String namespace = named.getNamespace();
        boolean isNamed = arguments.getApplication().equals(named.getApplication());
        if (isNamed && (namespace.isEmpty() || namespace.equals(arguments.getNamespace()))) {
            return true;
        }
        boolean isLookedFor = arguments.getSelector() != null
                || isNamed && arguments.getNamespace().isEmpty();
        CycleReport report = isLookedFor ? action.getReport(record.getNumber()) : null;
        return report != null
                && report.applications().stream()
                        .anyMatch(application -> application.name().equals(named.getApplication())
                                && canBe(namespace, application.about().namespace()));
    }
}
