package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.StreamedResult;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a page of a tag list.
 *
 * @param list null where the answer is no success
 * @param bytes of the body
 */
public record ListedPage(HttpResult answer, @Nullable TagList list, long bytes) {

    /** A page that was read while it came. */
    public static ListedPage of(StreamedResult<TagList> read) {
        return new ListedPage(read.answer(), read.value(), read.bytes());
    }

    /** Whether it holds tags: not for a refusal, nor for a body that is no list of tags. */
    public boolean isList() {
        return list != null && list.isUsable();
    }
}
