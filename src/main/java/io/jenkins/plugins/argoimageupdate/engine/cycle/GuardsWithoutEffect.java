package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds guards that cannot keep anything back, which whoever set them does not expect. */
final class GuardsWithoutEffect {

    private GuardsWithoutEffect() {}

    /** Warnings of which the subjects are images. */
    static List<Warning> of(PlannedApplication planned) {
        List<Warning> warnings = new ArrayList<>();
        for (WatchedImage image : planned.spec().images()) {
            MaxStep step = image.guards().maxStep();
            Optional<String> chosen = planned.selections()
                    .offered(image)
                    .flatMap(Selection::chosen)
                    .map(RegistryTag::name)
                    .filter(step::isLostOn);
            chosen.ifPresent(tag -> warnings.add(new Warning(
                    image.image().label(),
                    "maxStep '" + step.id() + "' has no effect: " + (tag.isEmpty() ? "a digest" : "the tag " + tag)
                            + " is no version")));
        }
        return warnings;
    }
}
