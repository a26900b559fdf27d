package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import java.util.List;
import java.util.stream.Stream;

/** Choices of a strategy among given tags. */
final class StrategyFixture {

    private StrategyFixture() {}

    static Selection choose(UpdateStrategy strategy, String constraint, String... names) throws InterruptedException {
        return choose(strategy, constraint, "", named(names));
    }

    static Selection choose(UpdateStrategy strategy, String constraint, String allowTags, List<RegistryTag> tags)
            throws InterruptedException {
        return TagSelector.of(new SelectionRule(strategy, constraint, allowTags, List.of(), List.of()))
                .choose(tags);
    }

    static List<RegistryTag> named(String... names) {
        return Stream.of(names).map(RegistryTag::named).toList();
    }

    static String name(Selection selection) {
        return selection.chosen().orElseThrow().name();
    }
}
