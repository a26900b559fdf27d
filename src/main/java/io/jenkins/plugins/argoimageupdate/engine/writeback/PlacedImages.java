package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds out on a commit in which of several sources each image is.
 *
 * @param plan without the images of which that cannot be known
 * @param plans what is left of it by place
 */
record PlacedImages(ApplicationPlan plan, Map<WritePlace, ApplicationPlan> plans) {

    static PlacedImages on(ApplicationPlan plan, RepositoryTree tree) {
        ApplicationPlan left = plan;
        Map<WatchedImage, WritePlace> places = new LinkedHashMap<>();
        for (ImageChange change : plan.images()) {
            try {
                WritePlace place = place(plan, change, tree);
                places.put(change.watched(), place);
                left = left.placed(change, place);
            } catch (UpdateException failure) {
                left = left.without(change, failure);
            }
        }
        ApplicationPlan writable = left.withoutConflicts();
        return new PlacedImages(writable, writable.at(places));
    }

    private static WritePlace place(ApplicationPlan plan, ImageChange change, RepositoryTree tree) {
        List<WritePlace> possible = plan.spec().places(change.watched());
        if (possible.size() == 1) {
            return possible.get(0);
        }
        WrittenEntries entries = new WrittenEntries(plan.spec(), change, tree);
        List<WritePlace> found = possible.stream().filter(entries::isIn).toList();
        if (found.isEmpty()) {
            found = possible.stream().filter(entries::isRenderedIn).toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String image = change.watched().image().withoutTag();
        String targets = (found.isEmpty() ? possible : found)
                .stream()
                        .map(WritePlace::targetFromRoot)
                        .collect(Collectors.joining(found.isEmpty() ? " nor " : " and "));
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "find " + image + " among the sources of "
                        + plan.spec().application().name(),
                found.isEmpty() ? "neither " + targets + " names it" : "it is in " + targets,
                found.isEmpty()
                        ? "Add its entry to the source that has it, or set that as write-back target"
                        : "Set the one that is meant as write-back target");
    }
}
