package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.golang.CodePointOrder;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import java.util.Optional;

/** By the names themselves, in the order of code points. */
record NameOrder() implements TagOrder<String> {

    @Override
    public Optional<String> key(RegistryTag tag) {
        return Optional.of(tag.name());
    }

    @Override
    public Optional<TagFilter.Refusal> unranked() {
        return Optional.empty();
    }

    @Override
    public int compare(String one, String other) {
        return CodePointOrder.COMPARATOR.compare(one, other);
    }

    @Override
    public String tie() {
        return "have the same name";
    }
}
