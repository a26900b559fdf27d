package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * As many Applications and images as a page has room for.
 *
 * @param applications in their order if there is room for all; else those that failed or change first
 * @param moreImages how many images are not among theirs
 * @param moreApplications how many Applications are not among them
 */
public record ShownApplications(List<ApplicationView> applications, int moreImages, int moreApplications) {

    private static final int MOST = Budget.PAGE_IMAGES.intValue();

    static ShownApplications of(List<ApplicationView> all) {
        int images = all.stream()
                .mapToInt(application -> application.getImages().size())
                .sum();
        if (all.size() <= MOST && images <= MOST) {
            return new ShownApplications(all, 0, 0);
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
        return new ShownApplications(shown, left, all.size() - shown.size());
    }

    /** How much there is no room for, such as {@code 12 images and 1 Application}, in the reader's language; empty for nothing. */
    public String leftOut() {
        String images = moreImages == 0 ? "" : Messages.LeftOut_images(moreImages);
        String more = moreApplications == 0 ? "" : Messages.LeftOut_applications(moreApplications);
        return images.isEmpty() || more.isEmpty() ? images + more : Messages.LeftOut_both(images, more);
    }
}
