package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.List;

/** A template asks for a field that its data never have. */
public final class UnknownField extends ExecutionError {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<String> known;

    UnknownField(String name, Value receiver) {
        super(
                receiver instanceof Value.Fields
                        ? "there is no field " + name
                        : "a " + receiver.typeName() + " has no field " + name);
        this.name = name;
        this.known = receiver instanceof Value.Fields fields
                ? fields.fields().stream().map(Value.Field::name).toList()
                : List.of();
    }

    /** What to write instead. */
    public String advice() {
        return known.isEmpty() ? "Correct the template" : SpellingSuggestion.advice(name, known);
    }
}
