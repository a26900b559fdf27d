package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.util.Collection;
import java.util.stream.Stream;

/** Lists in sentences, in the reader's language; no longer than a sentence can be. */
public final class InWords {

    private InWords() {}

    /** Such as {@code frontend main-2, backend main-7}. */
    static String versions(Collection<ImageReport> images) {
        return list(images.stream().map(image -> image.name() + " " + image.to().shown()));
    }

    /** Each once, in their order. */
    public static String list(Stream<String> words) {
        FirstFew few = FirstFew.of(words.distinct().toList());
        return few.more() == 0 ? few.words() : Messages.List_more(few.words(), few.more());
    }
}
