package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Carried;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of the images of a plan the branches carried.
 *
 * @param histories of each image, one for each branch that counts
 * @param gaps what is not known of them, as sentences
 */
public record CarriedImages(Map<WatchedImage, List<List<Carried>>> histories, List<String> gaps) {

    /**
     * Reads them at the places that the plan writes.
     *
     * @throws UpdateException if the place of an image is not known
     */
    public static CarriedImages of(ApplicationPlan plan, RepositoryTree tip) {
        Map<WatchedImage, List<List<Carried>>> histories = new LinkedHashMap<>();
        Set<String> gaps = new LinkedHashSet<>();
        PlacedImages.on(plan, tip).plans().forEach((place, part) -> {
            Map<RollbackHistory, List<WatchedImage>> bounds = part.images().stream()
                    .map(ImageChange::watched)
                    .filter(image -> image.guards().afterRollback() != AfterRollback.IGNORE)
                    .collect(Collectors.groupingBy(image -> image.guards().rollbackHistory()));
            bounds.forEach((bound, images) -> {
                for (BranchHistory history : tip.history(WriteBackFiles.paths(place.target(), tip), bound)) {
                    in(part.spec(), history).forEach((image, carried) -> {
                        if (images.contains(image)) {
                            histories
                                    .computeIfAbsent(image, missing -> new ArrayList<>())
                                    .add(carried);
                        }
                    });
                    if (!history.gap().isEmpty()) {
                        gaps.add(history.gap());
                    }
                }
            });
        });
        return new CarriedImages(histories, List.copyOf(gaps));
    }

    /** The versions of the images of one place; for each of them, as many as there are states that can be read. */
    public static Map<WatchedImage, List<Carried>> in(WatchSpec spec, BranchHistory history) {
        Map<WatchedImage, List<Carried>> carried = new LinkedHashMap<>();
        for (BranchHistory.State state : history.states()) {
            Map<WatchedImage, ImageReference> images = images(spec, state.tree());
            if (images == null) {
                continue;
            }
            for (WatchedImage watched : spec.images()) {
                ImageReference image = images.get(watched);
                String version = image == null || image.tag() == null ? "" : watched.identity(image.tag());
                carried.computeIfAbsent(watched, missing -> new ArrayList<>()).add(new Carried(version, state.move()));
            }
        }
        return carried;
    }

    /** Returns null for files that cannot be read: nobody ran what they say. */
    private static @Nullable Map<WatchedImage, ImageReference> images(WatchSpec spec, RepositoryTree tree) {
        try {
            for (String path : WriteBackFiles.paths(spec.target(), tree)) {
                if (tree.read(path).isPresent()) {
                    return ImagesInGit.in(spec, tree, path);
                }
            }
            return Map.of();
        } catch (UpdateException unreadable) {
            return null;
        }
    }
}
