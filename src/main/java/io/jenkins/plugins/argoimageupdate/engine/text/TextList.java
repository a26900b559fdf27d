package io.jenkins.plugins.argoimageupdate.engine.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists that people write as one text. */
public final class TextList {

    private TextList() {}

    /** The entries between commas, without the blanks around them; empty ones do not count. The list may be changed. */
    public static List<String> ofCommas(String text) {
        return split(text, ",");
    }

    /** The same where each entry may stand on a line of its own too, as in the field of a form. */
    public static List<String> ofLines(String text) {
        return split(text, "[\\r\\n,]");
    }

    /** The entries of all texts. */
    public static List<String> ofLines(Collection<String> texts) {
        List<String> entries = new ArrayList<>();
        texts.forEach(text -> entries.addAll(ofLines(text)));
        return entries;
    }

    private static List<String> split(String text, String separator) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(separator)) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }
}
