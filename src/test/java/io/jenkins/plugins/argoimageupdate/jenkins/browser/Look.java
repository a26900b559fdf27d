package io.jenkins.plugins.argoimageupdate.jenkins.browser;

/** How a page is looked at: in a window of a desktop or of a telephone, where people want it light or dark. */
enum Look {
    WIDE_LIGHT(1280, "light"),
    WIDE_DARK(1280, "dark"),
    NARROW_DARK(390, "dark"),
    NARROW_LIGHT(390, "light");

    private static final int HEIGHT = 900;

    /** Pixels. */
    private final int width;

    private final String theme;

    Look(int width, String theme) {
        this.width = width;
        this.theme = theme;
    }

    int width() {
        return width;
    }

    int height() {
        return HEIGHT;
    }

    String theme() {
        return theme;
    }

    /** Whether a table need not be wider than the window. */
    boolean isRoomy() {
        return width > 1000;
    }

    @Override
    public String toString() {
        return width + " px, " + theme;
    }
}
