package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifiers of parts of a page, for names that HTML does not take as such. */
final class Anchor {

    private Anchor() {}

    /** The same for the same name, whatever else is on the page. */
    static String of(String kind, String name) {
        return "aiu-" + kind + "-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
