package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tag chosen for an image, and why every other tag was passed over.
 *
 * @param chosen empty when no tag qualifies, which is no error
 * @param considered the names of the tags left after filters and metadata, in the order of code points
 * @param verdicts one for each tag the registry lists, in the order listed
 * @param notes warnings the user should see, such as several tags built at the same instant
 */
public record Selection(
        Optional<RegistryTag> chosen, List<String> considered, List<TagVerdict> verdicts, List<String> notes) {

    /**
     * The same with another tag chosen instead of one that has to wait.
     *
     * @param tag one of those that were passed over
     * @param why the other one waits, as a clause
     */
    public Selection instead(RegistryTag tag, String why) {
        List<TagVerdict> changed = verdicts.stream()
                .map(verdict -> verdict.tag().equals(tag.name())
                        ? verdict.chosen()
                        : verdict.outcome() == TagVerdict.Outcome.CHOSEN ? verdict.waiting(why) : verdict)
                .toList();
        return new Selection(Optional.of(tag), considered, changed, notes);
    }

    /** The same with more notes, after those that there are. */
    public Selection noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Selection(chosen, considered, verdicts, List.copyOf(all));
    }
}
