package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * As many Applications and images as a page has room for.
 *
 * @param applications in their order if there is room for all; else those that failed or change first
 * @param leftOut how many images are not among theirs
 */
public record ShownApplications(List<ApplicationView> applications, int leftOut) {

    private static final int MOST = Budget.PAGE_IMAGES.intValue();

    static ShownApplications of(List<ApplicationView> all) {
        int images = all.stream()
                .mapToInt(application -> application.getImages().size())
                .sum();
        if (all.size() <= MOST && images <= MOST) {
            return new ShownApplications(all, 0);
        }
        List<ApplicationView> shown = new ArrayList<>();
        int room = MOST;
        int left = images;
        for (ApplicationView application : all.stream()
                .sorted(Comparator.comparingInt(ApplicationView::urgency))
                .toList()) {
            if (room > 0) {
                ApplicationView part = application.in(room);
                int taken = part.getShownImages().size();
                shown.add(part);
                room -= Math.max(1, taken);
                left -= taken;
            }
        }
        return new ShownApplications(shown, left);
    }
}
