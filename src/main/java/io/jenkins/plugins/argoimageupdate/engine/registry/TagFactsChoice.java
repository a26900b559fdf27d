package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses among tags by the facts read of them. */
final class TagFactsChoice {

    private TagFactsChoice() {}

    /**
     * @param facts of those of the listed tags that the rule allows
     * @param notes to begin the notes of the choice with
     */
    static Selection choose(
            TagSelector selector, List<String> listed, Map<String, TagFacts> facts, List<String> notes) {
        List<RegistryTag> tags = new ArrayList<>();
        Map<String, TagVerdict> dropped = new HashMap<>();
        Map<String, List<String>> noted = new LinkedHashMap<>();
        for (String name : listed) {
            TagFacts found = facts.get(name);
            if (found instanceof TagFacts.Dropped one) {
                dropped.put(name, one.verdict());
            }
            if (found instanceof TagFacts.Usable usable) {
                tags.add(usable.tag());
                if (!usable.note().isEmpty()) {
                    noted.computeIfAbsent(usable.note(), note -> new ArrayList<>())
                            .add(name);
                }
            } else {
                tags.add(RegistryTag.named(name));
            }
        }
        List<String> all = new ArrayList<>(notes);
        noted.forEach((note, names) -> all.add(inWords(names) + " " + note));
        return withNotes(selector.choose(tags, dropped), all);
    }

    private static String inWords(List<String> names) {
        return names.size() == 1 ? "tag " + names.get(0) : "each of " + names.size() + " tags (" + names.get(0) + " …)";
    }

    private static Selection withNotes(Selection selection, List<String> more) {
        if (more.isEmpty()) {
            return selection;
        }
        List<String> notes = new ArrayList<>(selection.notes());
        notes.addAll(more);
        return new Selection(selection.chosen(), selection.considered(), selection.verdicts(), List.copyOf(notes));
    }
}
