package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a tag list.
 *
 * @param tags in the registry's order
 * @param uploads what Google's registries tell besides, if asked for
 * @param tooLong how many names were left out because no tag can be called so
 * @param problem why this is none that can be used, such as {@code is no complete JSON object}; empty if it can
 */
public record TagList(List<String> tags, List<Upload> uploads, int tooLong, String problem) {

    /**
     * That a manifest was uploaded with a tag.
     *
     * @param when null where that cannot be read
     */
    public record Upload(String tag, @Nullable Instant when, String digest) {}

    /** Whether what came is a page at all, good or not. */
    boolean isUsable() {
        return problem.isEmpty();
    }
}
