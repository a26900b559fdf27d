package io.jenkins.plugins.argoimageupdate.engine.image;

/**
 * An operating system and architecture that an image is built for.
 *
 * @param variant such as {@code v7}; empty for none
 */
public record Platform(String os, String architecture, String variant) {

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
