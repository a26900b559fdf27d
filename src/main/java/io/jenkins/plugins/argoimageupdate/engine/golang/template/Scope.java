package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of a run, the innermost last. */
final class Scope {

    private final List<String> names = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    /** @param data what {@code $} stands for */
    Scope(@Nullable Value data) {
        declare("$", data);
    }

    int mark() {
        return names.size();
    }

    void leave(int mark) {
        names.subList(mark, names.size()).clear();
        values.subList(mark, values.size()).clear();
    }

    void declare(String name, @Nullable Value value) {
        names.add(name);
        values.add(value);
    }

    Value get(String name) throws ExecutionError {
        return values.get(index(name));
    }

    void assign(String name, @Nullable Value value) throws ExecutionError {
        values.set(index(name), value);
    }

    /** Gives the variables of {@code range} the key and value of a turn; one variable alone takes the value. */
    void setLoopVariables(Node.Pipeline over, Value key, Value value) throws ExecutionError {
        List<String> variables = over.variables();
        if (variables.isEmpty()) {
            return;
        }
        String last = variables.get(variables.size() - 1);
        if (over.assigns()) {
            if (variables.size() > 1) {
                assign(variables.get(0), key);
            }
            assign(last, value);
        } else {
            int top = values.size() - 1;
            values.set(top, value);
            if (variables.size() > 1) {
                values.set(top - 1, key);
            }
        }
    }

    private int index(String name) throws ExecutionError {
        int index = names.lastIndexOf(name);
        if (index < 0) {
            throw new ExecutionError("variable " + name + " is not defined");
        }
        return index;
    }
}
