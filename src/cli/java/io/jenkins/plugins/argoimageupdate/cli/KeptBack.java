package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What keeps new versions of an image from being written where a watch file watches it: rollbacks in Git, holds and guards. */
record KeptBack(Path watch, Connections connections, Engine engine) {

    /** A version that would be written but for what keeps it back. */
    record Version(String application, ImageResult.Waiting waiting) {

        @Override
        public String toString() {
            return waiting.next().shown() + ": waits in " + application + ": "
                    + waiting.reason().explanation();
        }
    }

    /**
     * Each of them. Nothing is written.
     *
     * @param image by its alias, or registry and name
     * @throws ConfigurationException if the file does not watch it
     */
    List<Version> of(ImageReference image) throws InterruptedException {
        Discovery all = new Discoverer(connections).discover(WatchFile.parse(watch.toString(), TextFile.read(watch)));
        for (Discovery.Missed missed : all.failures()) {
            throw missed.failure();
        }
        Discovery watched = all.with(all.targets().stream()
                .filter(target -> target.spec().images().stream().anyMatch(one -> isSame(one.image(), image)))
                .toList());
        if (watched.targets().isEmpty()) {
            throw new ConfigurationException(
                    Reason.NOT_FOUND,
                    "look for " + image.label() + " in " + watch,
                    "it is not watched there",
                    "These images are: " + names(all));
        }
        CycleReport report =
                new UpdateCycle(engine, connections, CycleOptions.DEFAULT.asDryRun(), event -> {}).run(watched);
        List<Version> kept = new ArrayList<>();
        report.applications()
                .forEach(application -> application.images().stream()
                        .filter(isOneOf(image))
                        .filter(one -> one.notYet() != null)
                        .forEach(one -> kept.add(new Version(application.name(), one.notYet()))));
        return kept;
    }

    private static boolean isSame(ImageReference watched, ImageReference image) {
        return watched.withoutTag().equals(image.withoutTag())
                || watched.label().equals(image.label());
    }

    private static Predicate<ImageReport> isOneOf(ImageReference image) {
        return report -> report.about().image().equals(image.withoutTag())
                || report.name().equals(image.label());
    }

    private static String names(Discovery all) {
        return String.join(
                ", ",
                all.targets().stream()
                        .map(WatchTarget::spec)
                        .flatMap(spec -> spec.images().stream())
                        .map(one -> one.image().label())
                        .distinct()
                        .toList());
    }
}
