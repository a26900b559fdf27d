package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

/**
 * What a branch carried for an image at a time.
 *
 * @param version what tells it from other versions; empty where the branch did not name the image
 * @param move what brought it there
 */
public record Carried(String version, Move move) {

    boolean isAbsent() {
        return version.isEmpty();
    }
}
