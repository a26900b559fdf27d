package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of a job's updates when their builds are gone, in one small file beside the job's configuration, so that pages of the
 * job need to load no build. Immutable.
 *
 * @param entries the newest first, those of a build next to each other
 * @param images as the last update found them
 * @param warnings that were told in the log of the last update, so that they need not be told again
 */
public record UpdateHistory(List<HistoryEntry> entries, List<KnownImage> images, List<String> warnings) {

    private static final UpdateHistory EMPTY = new UpdateHistory(List.of(), List.of(), List.of());
    private static final String FILE = "argo-image-update-history.json";
    private static final Logger LOGGER = Logger.getLogger(UpdateHistory.class.getName());
    private static final JsonMapper MAPPER = JsonMapper.shared();

    public UpdateHistory {
        entries = entries == null ? List.of() : entries;
        images = images == null ? List.of() : images;
        warnings = warnings == null ? List.of() : warnings;
    }

    /** Whether a job has updated or checked any image yet. */
    public static boolean exists(Job<?, ?> job) {
        return file(job).exists();
    }

    /** That of a job; empty if there is none, or none that can be read. */
    public static UpdateHistory of(Job<?, ?> job) {
        return file(job).read().orElse(EMPTY);
    }

    /** The same with what one more build did; what undid an update comes before it. */
    public UpdateHistory with(int build, List<EndedUpdate> updates) {
        List<HistoryEntry> more = new ArrayList<>();
        Map<ImageKey, KnownImage> found = new LinkedHashMap<>();
        Set<String> told = new LinkedHashSet<>();
        for (EndedUpdate update : updates) {
            more.addAll(update.kind() == HistoryEntry.Kind.UNDO ? 0 : more.size(), HistoryEntry.of(build, update));
            KnownImage.of(update.report()).forEach(image -> found.put(image.key(), image));
            told.addAll(update.report().warnings());
        }
        entries.stream().filter(entry -> entry.build() != build).forEach(more::add);
        return new UpdateHistory(
                newest(more), found.isEmpty() ? images : List.copyOf(found.values()), List.copyOf(told));
    }

    /** Those that are kept. A build of which not all can be is forgotten, unless it is the only one. */
    private static List<HistoryEntry> newest(List<HistoryEntry> entries) {
        List<HistoryEntry> kept = new ArrayList<>();
        Set<Integer> builds = new HashSet<>();
        for (HistoryEntry entry : entries) {
            builds.add(entry.build());
            if (builds.size() > Budget.PAGE_BUILDS.value() || kept.size() == Budget.PAGE_CHANGES.value()) {
                if (builds.size() > 1) {
                    kept.removeIf(other -> other.build() == entry.build());
                }
                break;
            }
            kept.add(entry);
        }
        return kept;
    }

    /** The same after a build was deleted. */
    UpdateHistory without(int build) {
        return new UpdateHistory(
                entries.stream()
                        .map(entry -> entry.build() == build ? entry.withoutBuild() : entry)
                        .toList(),
                images,
                warnings);
    }

    void write(Job<?, ?> job) {
        try {
            file(job).write(this);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The history of updates of " + job.getFullName() + " cannot be kept");
        }
    }

    /** Names of the images that were changed, in alphabetical order. */
    public List<String> names() {
        return entries.stream()
                .map(entry -> entry.change().name())
                .distinct()
                .sorted()
                .toList();
    }

    /** The last change of an image of an Application; empty if none is kept. */
    public Optional<HistoryEntry> lastChange(GuardedImage image) {
        return changes(image).findFirst();
    }

    /** Since when an image of an Application runs a tag: when that was written. Empty when its last change that came live is another one. */
    public Optional<Instant> liveSince(GuardedImage image, String tag) {
        return changes(image)
                .filter(entry -> entry.change().to().equals(tag) || entry.outcome() == HistoryEntry.Outcome.HEALTHY)
                .findFirst()
                .filter(entry -> entry.change().to().equals(tag) && !entry.hasFailed())
                .map(HistoryEntry::at);
    }

    private Stream<HistoryEntry> changes(GuardedImage image) {
        return entries.stream().filter(entry -> entry.change().isOf(image));
    }

    /** Entries for other programs, as a JSON array with the members of {@link HistoryEntry}. */
    public static String json(List<HistoryEntry> entries) {
        return MAPPER.writeValueAsString(entries);
    }

    private static JsonFile<UpdateHistory> file(Job<?, ?> job) {
        return new JsonFile<>(job.getRootDir().toPath().resolve(FILE), UpdateHistory.class);
    }
}
