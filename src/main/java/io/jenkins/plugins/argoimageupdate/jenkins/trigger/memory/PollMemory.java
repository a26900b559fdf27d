package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.jenkins.record.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is kept of a job's polls, in a file beside its configuration that is replaced as a whole or not at all. Immutable.
 *
 * @param started for which change of each image a build was started last
 * @param images as the last poll left them
 * @param repositories that are watched, see {@link RepositoryKeys}
 * @param polls the newest first, a few
 * @param warnings about the configuration that were told, so that no later poll tells them again
 * @param servers that the last polls asked
 * @param starting for which images a build was about to be put into the queue when this was kept, see {@link PlannedChange#subject}
 */
public record PollMemory(
        Map<String, String> started,
        List<PolledImage> images,
        Set<String> repositories,
        List<PollRecord> polls,
        Set<String> warnings,
        Set<String> servers,
        Set<String> starting) {

    public static final PollMemory EMPTY =
            new PollMemory(Map.of(), List.of(), Set.of(), List.of(), Set.of(), Set.of(), Set.of());

    private static final int MOST_POLLS = 20;
    private static final String FILE = "argo-image-update-polls.json";

    public PollMemory {
        started = started == null ? Map.of() : started;
        started.values().forEach(Objects::requireNonNull);
        images = images == null ? List.of() : images;
        repositories = repositories == null ? Set.of() : repositories;
        polls = polls == null ? List.of() : polls;
        warnings = warnings == null ? Set.of() : warnings;
        servers = servers == null ? Set.of() : servers;
        starting = starting == null ? Set.of() : starting;
    }

    /** Whether a build was started for all of these, together or one after the other. */
    public boolean hasStarted(List<PlannedChange> changes) {
        return changes.stream().allMatch(change -> change.step().equals(started.get(change.subject())));
    }

    /** Before a build is put into the queue: whatever happens then, none is started for the same changes unless this one is lost. */
    public PollMemory withStarted(List<PlannedChange> changes) {
        Map<String, String> more = new LinkedHashMap<>(started);
        Set<String> subjects = new LinkedHashSet<>(starting);
        changes.forEach(change -> {
            more.put(change.subject(), change.step());
            subjects.add(change.subject());
        });
        return new PollMemory(more, images, repositories, polls, warnings, servers, subjects);
    }

    /** Once the build for these changes is in the queue. */
    public PollMemory withQueued(List<PlannedChange> changes) {
        Set<String> others = new LinkedHashSet<>(starting);
        changes.forEach(change -> others.remove(change.subject()));
        return new PollMemory(started, images, repositories, polls, warnings, servers, others);
    }

    /** Those of these changes for which it is not known whether their build has come into the queue. */
    public List<PlannedChange> startingOf(List<PlannedChange> changes) {
        return changes.stream()
                .filter(change -> starting.contains(change.subject()))
                .toList();
    }

    /** With what a poll found; what is paused stays as it was. What is watched no longer is forgotten, unless that may only be because something failed. */
    public PollMemory withFound(CycleReport report, Set<String> watched, PausedImages paused) {
        Map<String, String> kept = new LinkedHashMap<>(started);
        if (report.allFailures().isEmpty()) {
            Set<String> subjects = new HashSet<>(paused.subjects());
            report.applications()
                    .forEach(application -> application
                            .images()
                            .forEach(image -> subjects.add(
                                    application.guarded(image).key().toString())));
            kept.keySet().retainAll(subjects);
        }
        forgetWaiting(kept, report);
        forgetArrived(kept, report);
        List<PolledImage> now = new ArrayList<>(PolledImage.of(report));
        images.stream()
                .filter(image -> paused.subjects().contains(image.subject()))
                .forEach(now::add);
        Set<String> all = new LinkedHashSet<>(watched);
        Set<String> told = new LinkedHashSet<>(report.warnings());
        all.addAll(paused.repositories());
        if (!report.failures().isEmpty()) {
            Set<List<String>> seen = new HashSet<>();
            now.forEach(image -> seen.add(application(image)));
            images.stream().filter(image -> !seen.contains(application(image))).forEach(now::add);
            all.addAll(repositories);
            told.addAll(warnings);
        }
        return new PollMemory(kept, now, all, polls, told, servers, starting);
    }

    private static List<String> application(PolledImage image) {
        PolledImage.Subject about = image.about();
        return List.of(about.argocd(), about.namespace(), about.application());
    }

    /** Once a version runs, its build has done its work: somebody who moves away from it later is told so by another one. */
    private static void forgetArrived(Map<String, String> kept, CycleReport report) {
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.images()) {
                String subject = application.guarded(image).key().toString();
                boolean arrived = image.outcome() == ImageReport.Outcome.CURRENT
                        && PlannedChange.leadsTo(
                                kept.getOrDefault(subject, ""), image.to().shown());
                if (arrived) {
                    kept.remove(subject);
                }
            }
        }
    }

    /** Once what waits need not wait any more, a build is started for it, whatever was started before. Approval is asked for once. */
    private static void forgetWaiting(Map<String, String> kept, CycleReport report) {
        for (ApplicationReport application : report.applications()) {
            application.images().stream()
                    .filter(image ->
                            image.waiting() != null && image.waiting().reason().cause() != Wait.Cause.APPROVAL)
                    .forEach(image ->
                            kept.remove(application.guarded(image).key().toString()));
        }
    }

    /** The same once somebody has released images: builds that were started for them before do not count. */
    public PollMemory withReleased(CycleReport report, Holds holds) {
        Instant lastPoll = polls.isEmpty() ? Instant.MIN : polls.get(0).started();
        Map<String, String> kept = new LinkedHashMap<>(started);
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.changes()) {
                Instant released = holds.releasedAt(application.guarded(image));
                if (released != null && !released.isBefore(lastPoll)) {
                    kept.remove(application.guarded(image).key().toString());
                }
            }
        }
        return new PollMemory(kept, images, repositories, polls, warnings, servers, starting);
    }

    /** @param more whether a poll may have asked but some of those that it would have */
    public PollMemory withServers(Set<String> asked, boolean more) {
        Set<String> now = new LinkedHashSet<>(asked);
        if (more) {
            now.addAll(servers);
        }
        return new PollMemory(started, images, repositories, polls, warnings, now, starting);
    }

    /** With one more poll, and without the oldest ones if there are too many. */
    public PollMemory with(PollRecord poll) {
        List<PollRecord> more = new ArrayList<>();
        more.add(poll);
        more.addAll(polls.subList(0, Math.min(polls.size(), MOST_POLLS - 1)));
        return new PollMemory(started, images, repositories, more, warnings, servers, starting);
    }

    /** When the first version that waits is tried again; null if none is by itself. */
    @CheckForNull
    public Instant endOfWait() {
        return images.stream()
                .map(image -> image.choice().waits())
                .filter(waits -> waits != null && waits.until() != null)
                .map(Wait::until)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** That of a job; empty if there is none, or none that can be read. */
    public static PollMemory read(Job<?, ?> job) {
        return file(job).read().orElse(EMPTY);
    }

    /** @throws IOException if it is not written; what was kept before is there still */
    public void write(Job<?, ?> job) throws IOException {
        file(job).write(this);
    }

    private static JsonFile<PollMemory> file(Job<?, ?> job) {
        return new JsonFile<>(job.getRootDir().toPath().resolve(FILE), PollMemory.class);
    }
}
