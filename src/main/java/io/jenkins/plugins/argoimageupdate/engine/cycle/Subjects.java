package io.jenkins.plugins.argoimageupdate.engine.cycle;

import java.util.LinkedHashSet;
import java.util.Set;

/** The images and Applications that a message is about, each once, in the order in which they came. */
final class Subjects {

    private final Set<String> images = new LinkedHashSet<>();
    private final Set<String> applications = new LinkedHashSet<>();

    /** Either name may be empty. */
    void add(String application, String image) {
        if (!application.isEmpty()) {
            applications.add(application);
        }
        if (!image.isEmpty()) {
            images.add(image);
        }
    }

    /** Whether there are several images or several Applications. */
    boolean areSeveral() {
        return images.size() > 1 || applications.size() > 1;
    }

    /** Such as {@code frontend, backend of shop}; empty for the run as a whole. */
    @Override
    public String toString() {
        String all = String.join(", ", applications);
        if (images.isEmpty()) {
            return all;
        }
        return String.join(", ", images) + (all.isEmpty() ? "" : " of " + all);
    }
}
