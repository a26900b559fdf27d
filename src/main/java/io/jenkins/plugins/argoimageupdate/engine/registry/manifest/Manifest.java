package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import java.util.List;
import java.util.Map;

/** What a tag names, as far as choosing needs it. */
public sealed interface Manifest {

    /**
     * A single image.
     *
     * @param configDigest of its configuration blob
     */
    record Image(String configDigest, Map<String, String> annotations) implements Manifest {}

    /** Images for several platforms (OCI index or Docker manifest list). */
    record Index(List<Child> children, Map<String, String> annotations) implements Manifest {}

    /** Something that cannot be used, such as a schema 1 manifest. */
    record Unusable(String problem) implements Manifest {}

    /**
     * An entry of an index.
     *
     * @param platform as the index says; its parts are empty where it says nothing
     */
    record Child(String digest, Platform platform) {}
}
