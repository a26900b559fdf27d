package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * As much of a list as a page has room for.
 *
 * @param rows in their order if there is room for all; else the most urgent ones, those first
 * @param more how many are not among them
 */
public record PageRows<T>(List<T> rows, int more) {

    /** @param urgency the lower, the more urgent */
    public static <T> PageRows<T> ofImages(List<T> all, ToIntFunction<T> urgency) {
        return of(all, Budget.PAGE_IMAGES.intValue(), urgency);
    }

    /**
     * The same of anything.
     *
     * @param most for how many there is room
     */
    public static <T> PageRows<T> of(List<T> all, int most, ToIntFunction<T> urgency) {
        return all.size() <= most
                ? new PageRows<>(List.copyOf(all), 0)
                : new PageRows<>(
                        all.stream()
                                .sorted(Comparator.comparingInt(urgency))
                                .limit(most)
                                .toList(),
                        all.size() - most);
    }
}
