package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of one Application.
 *
 * @param images in the order configured; empty when no image needs an update
 * @param skipped images that are left alone, with the reason
 * @param failed images for which no tag could be chosen, or that cannot be written; they are left alone too
 * @param waiting images of which there is a newer version that is not written yet
 * @param claims what has to stand where for each image that is live, changed or not
 */
public record ApplicationPlan(
        WatchSpec spec,
        List<ImageChange> images,
        List<SkippedImage> skipped,
        List<FailedImage> failed,
        List<WaitingImage> waiting,
        List<Claim> claims) {

    public ApplicationPlan(WatchSpec spec, List<ImageChange> images) {
        this(spec, images, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Whether a change is to a version that another workload of the Application runs already. Only Git can tell then whether it has this
     * version for the image, or whether the workload runs another image of the same name, which nobody watches.
     */
    public boolean isAmbiguous() {
        LiveImages live = LiveImages.of(spec);
        return changes().stream().anyMatch(change -> live.has(change.watched(), change.newTag()));
    }

    /** The spec with what counts as live, once it is known that Git has the new versions of the ambiguous changes already. */
    public WatchSpec settledOnGit() {
        LiveImages live = LiveImages.of(spec);
        List<ImageChange> settled = changes().stream()
                .filter(change -> live.has(change.watched(), change.newTag()))
                .toList();
        List<String> images = spec.application().observed().liveImages().stream()
                .filter(text -> {
                    ImageReference image = ImageReference.parse(text);
                    return settled.stream()
                            .noneMatch(change -> image.isSameRepository(
                                            change.watched().image())
                                    && (image.tag() == null || !image.tag().matches(change.newTag())));
                })
                .toList();
        return spec.running(images);
    }

    /** The images whose tag changes. */
    public List<ImageChange> changes() {
        return images.stream().filter(ImageChange::changed).toList();
    }

    /** The same where it turned out in which of several places an image is. */
    public ApplicationPlan placed(ImageChange change, WritePlace place) {
        if (claims.stream().anyMatch(claim -> claim.watched().equals(change.watched()))) {
            return this;
        }
        List<Claim> all = new ArrayList<>(claims);
        all.addAll(Claim.of(spec, place, change.watched(), change.newTag()));
        return new ApplicationPlan(spec, images, skipped, failed, waiting, List.copyOf(all));
    }

    /**
     * What is written at each place.
     *
     * @param places of the images that are written
     */
    public Map<WritePlace, ApplicationPlan> at(Map<WatchedImage, WritePlace> places) {
        Map<WritePlace, List<ImageChange>> changes = new LinkedHashMap<>();
        images.forEach(change -> changes.computeIfAbsent(places.get(change.watched()), place -> new ArrayList<>())
                .add(change));
        Map<WritePlace, ApplicationPlan> parts = new LinkedHashMap<>();
        changes.forEach((place, some) ->
                parts.put(place, new ApplicationPlan(spec.at(place, images(place, places)), List.copyOf(some))));
        return parts;
    }

    /** The images of a place, those too that are not written now. */
    private List<WatchedImage> images(WritePlace place, Map<WatchedImage, WritePlace> places) {
        return spec.images().stream()
                .filter(image ->
                        places.containsKey(image) ? places.get(image).equals(place) : spec.canBeAt(place, image))
                .toList();
    }

    /** The same without images that want different values in one place. */
    public ApplicationPlan withoutConflicts() {
        return WriteConflicts.refuse(List.of(this)).get(0);
    }

    /** The same without an image that cannot be written on a commit; one that stays as it is has not failed thereby. */
    public ApplicationPlan without(ImageChange change, UpdateException failure) {
        if (change.changed()) {
            return without(change.watched(), failure);
        }
        List<ImageChange> left =
                images.stream().filter(other -> !other.equals(change)).toList();
        return new ApplicationPlan(spec, left, skipped, failed, waiting, claims);
    }

    /** The same without an image that turned out not to be writable. */
    public ApplicationPlan without(WatchedImage image, UpdateException failure) {
        if (failed.stream().anyMatch(other -> other.watched().equals(image))) {
            return this;
        }
        List<ImageChange> left = images.stream()
                .filter(change -> !change.watched().equals(image))
                .toList();
        List<FailedImage> allFailed = new ArrayList<>(failed);
        allFailed.add(new FailedImage(image, failure));
        return new ApplicationPlan(
                spec,
                left.stream().anyMatch(ImageChange::changed) ? left : List.of(),
                skipped.stream().filter(other -> !other.watched().equals(image)).toList(),
                List.copyOf(allFailed),
                waiting.stream()
                        .filter(other -> !other.change().watched().equals(image))
                        .toList(),
                claims);
    }

    /** The same in which a change is not made yet: Git keeps what it says of the image. */
    public ApplicationPlan waiting(ImageChange change, Wait wait) {
        List<WaitingImage> all = new ArrayList<>(waiting);
        all.add(new WaitingImage(change, wait));
        ApplicationPlan left = untouched(change);
        return new ApplicationPlan(spec, left.images, skipped, failed, List.copyOf(all), left.claims);
    }

    /** The same in which an image is not written at all, whatever Git says of it. */
    public ApplicationPlan untouched(ImageChange change) {
        List<ImageChange> left =
                images.stream().filter(other -> !other.equals(change)).toList();
        List<Claim> kept = new ArrayList<>(claims);
        if (kept.removeIf(claim -> claim.watched().equals(change.watched()))) {
            kept.addAll(Claim.of(spec, spec.places(change.watched()).get(0), change.watched(), change.oldTag()));
        }
        return new ApplicationPlan(
                spec,
                left.stream().anyMatch(ImageChange::changed) ? left : List.of(),
                skipped,
                failed,
                waiting,
                List.copyOf(kept));
    }
}
