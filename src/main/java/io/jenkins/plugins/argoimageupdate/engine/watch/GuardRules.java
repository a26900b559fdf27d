package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Approval;
import io.jenkins.plugins.argoimageupdate.engine.guard.LongDuration;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.Window;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** How guards are written. Each method throws what the place makes of a value that cannot be read. */
public final class GuardRules {

    private static final int MOST = 1000;

    private GuardRules() {}

    /** See {@link AfterRollback#parse}. */
    public static AfterRollback afterRollback(String text, ValuePlace place) {
        return read(place, () -> AfterRollback.parse(text));
    }

    /** See {@link RollbackHistory#parse}. */
    public static RollbackHistory rollbackHistory(String text, ValuePlace place) {
        return read(place, () -> RollbackHistory.parse(text));
    }

    /** See {@link LongDuration#parse}. */
    public static Duration minimumAge(String text, ValuePlace place) {
        return read(place, () -> LongDuration.parse("minimumAge", text));
    }

    /** See {@link MaxStep#parse}. */
    public static MaxStep maxStep(String text, ValuePlace place) {
        return read(place, () -> MaxStep.parse(text));
    }

    /** See {@link Approval#check}. */
    public static List<String> approve(List<String> patterns, ValuePlace place) {
        return read(place, () -> {
            patterns.forEach(Approval::check);
            return patterns;
        });
    }

    /** See {@link Window#parse}. */
    public static Window window(String kind, String schedule, String duration, String timeZone, ValuePlace place) {
        return read(place, () -> Window.parse(kind, schedule, duration, timeZone));
    }

    /** A number of rollouts; 0 for any. */
    public static Integer maxRollouts(String text, ValuePlace place) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST) {
            throw place.unusable("'" + text + "' is no number of rollouts", "Write 1 to 1000, or 0 for any number");
        }
        return Integer.valueOf(text);
    }

    private static <T> T read(ValuePlace place, Supplier<T> value) {
        try {
            return value.get();
        } catch (ConfigurationException e) {
            throw place.unusable(e.answer(), e.advice());
        }
    }
}
