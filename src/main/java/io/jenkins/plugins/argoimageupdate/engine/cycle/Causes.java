package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.FailedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Failures by their cause, so that one that concerns several images or Applications is told once, naming all of them. The cause is
 * the same where the same server gave the same answer, whatever it was asked for.
 */
final class Causes {

    private record Cause(String server, Reason reason, String answer, String advice) {}

    /** @param alone the subject to name as long as there is no other */
    private record Effect(UpdateException first, String alone, Subjects subjects) {}

    private final Map<Cause, Effect> effects = new LinkedHashMap<>();

    /** What could not be found or read; its message says what it was looked for. */
    void add(Discovery.Missed missed) {
        add(missed.server(), missed.failure(), "").add(missed.application(), "");
    }

    /** Images of an Application for which no tag could be chosen, or that cannot be written. */
    void addImages(PlannedApplication planned, List<FailedImage> images) {
        for (FailedImage failed : images) {
            WatchedImage watched = failed.watched();
            ImageReference image = watched.image();
            RegistryReport asked = planned.selections().asked().get(watched);
            add(
                            asked == null ? "" : asked.registry(),
                            failed.failure(),
                            (image.alias() + " " + image.withoutTag()).strip())
                    .add(planned.spec().application().name(), image.label());
        }
    }

    /** An Application that could not be written. */
    void addApplication(PlannedApplication planned, UpdateException failure) {
        String name = planned.spec().application().name();
        add("", failure, name).add(name, "");
    }

    private Subjects add(String server, UpdateException failure, String alone) {
        Cause cause = new Cause(server, failure.reason(), failure.answer(), failure.advice());
        return effects.computeIfAbsent(cause, first -> new Effect(failure, alone, new Subjects()))
                .subjects();
    }

    void tell(Consumer<CycleEvent> events) {
        effects.values()
                .forEach(effect -> events.accept(new CycleEvent.Failed(
                        effect.subjects().areSeveral() ? effect.subjects().toString() : effect.alone(),
                        FailureReport.of(effect.first()))));
    }
}
