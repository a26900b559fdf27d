package io.jenkins.plugins.argoimageupdate.engine.image;

/**
 * Which image it is, of all that a job watches.
 *
 * @param application its name
 * @param label see {@link ImageReference#label}
 * @param image registry and name, without tag
 */
public record ImageKey(String application, String label, String image) {

    /** The key of an image of an Application, whatever its tag. */
    public static ImageKey of(String application, ImageReference image) {
        return new ImageKey(application, image.label(), image.withoutTag());
    }

    /** As it is stored: the three with spaces between. */
    @Override
    public String toString() {
        return application + " " + label + " " + image;
    }
}
