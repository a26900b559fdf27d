package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import io.jenkins.plugins.argoimageupdate.engine.image.TagName;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import java.util.Locale;

/**
 * The tags that a registry lists, without what no tag can be called: such a name could not be pulled, and would be written to files and
 * commits.
 *
 * @param tags in the registry's order
 * @param notes that some were left out, if so
 */
public record ListedTags(List<String> tags, List<String> notes) {

    private static final int SHOWN = 60;

    /** What is valid among the names that a registry told, and a note if there were others. */
    public static ListedTags of(List<String> names) {
        List<String> valid = names.stream().filter(TagName::isValid).toList();
        if (valid.size() == names.size()) {
            return new ListedTags(names, List.of());
        }
        String example = names.stream()
                .filter(name -> !TagName.isValid(name))
                .findFirst()
                .orElseThrow();
        return new ListedTags(valid, List.of(note(names.size() - valid.size(), names.size(), example)));
    }

    /** Such as {@code 2 of 1,200 tags are left out, as their names are no tag's: 'a b'}. */
    public static String note(int dropped, int all, String example) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d tags %s: '%s'",
                dropped,
                all,
                dropped == 1
                        ? "is skipped, because its name is not valid for a tag"
                        : "are skipped, because their names are not valid for tags",
                CleanText.line(example, SHOWN));
    }
}
