package io.jenkins.plugins.argoimageupdate.jenkins.view;

import java.util.List;

/** Images in a table that has no column in which nothing stands. */
public final class ImageTable {

    private final List<ImageView> rows;

    ImageTable(List<ImageView> rows) {
        this.rows = List.copyOf(rows);
    }

    public List<ImageView> getRows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int getCount() {
        return rows.size();
    }

    /** Whether any of them has a version: those of which none could be chosen have none. */
    public boolean isWithVersions() {
        return rows.stream().anyMatch(image -> !image.getTo().isEmpty());
    }

    public boolean isWithChanges() {
        return rows.stream().anyMatch(ImageView::isUpdated);
    }

    /** Whether it is known of any of them when it was built. */
    public boolean isWithTimes() {
        return rows.stream().anyMatch(image -> image.getCreated() != null);
    }

    /** Whether any of them tells when, or from which commit, it was built. */
    public boolean isWithOrigins() {
        return rows.stream().anyMatch(ImageView::isWithOrigin);
    }
}
