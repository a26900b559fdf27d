package io.jenkins.plugins.argoimageupdate.jenkins.browser;

/**
 * Something that is wrong with a page.
 *
 * @param check what was looked at, such as {@code axe color-contrast}
 * @param element which part of the page, as people can find it; empty for none
 */
record Finding(String check, String element, String detail) {

    @Override
    public String toString() {
        return check + ": " + (element.isEmpty() ? "" : element + ": ") + detail;
    }
}
