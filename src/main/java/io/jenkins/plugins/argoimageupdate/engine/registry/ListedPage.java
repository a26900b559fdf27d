package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import io.jenkins.plugins.argoimageupdate.engine.http.ReadAnswer;

/**
 * What came back for a page of a tag list.
 *
 * @param list null where the answer is no success
 * @param bytes of the body
 */
record ListedPage(HttpAnswer answer, TagList list, long bytes) {

    static ListedPage of(ReadAnswer<TagList> read) {
        return new ListedPage(read.answer(), read.value(), read.bytes());
    }

    boolean isList() {
        return list != null && list.isUsable();
    }
}
