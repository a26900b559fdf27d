package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.List;

/** What one run of a template has cost so far, limited so that every loop comes to an end and no text grows into all memory. */
final class ExecutionCost {

    private static final int MAX_STEPS = Budget.TEMPLATE_STEPS.intValue();
    /** Taken and made by functions, in all. */
    private static final int MAX_BYTES = 4 << 20;
    /** Taken by one function, or made by {@code printf}. */
    private static final int MAX_TEXT_BYTES = Budget.TEMPLATE_OUTPUT.intValue();

    private int steps;
    private long bytes;

    /** Counts a node, a turn of a loop, an operand or a field. */
    void step() throws ExecutionError {
        if (++steps > MAX_STEPS) {
            throw new ExecutionError("the template takes too many steps");
        }
    }

    /** Counts the texts among a function's arguments. */
    void take(List<Value> arguments) throws ExecutionError {
        long taken = 0;
        for (Value argument : arguments) {
            taken += argument instanceof Value.Text text ? text.bytes().length() : 0;
        }
        requireShort(taken);
        add(taken);
    }

    /** Counts what a function has made. */
    void make(Value made) throws ExecutionError {
        add(made instanceof Value.Text text ? text.bytes().length() : 0);
    }

    static void requireShort(long length) throws ExecutionError {
        if (length > MAX_TEXT_BYTES) {
            throw new ExecutionError("a text in the template is too long");
        }
    }

    private void add(long more) throws ExecutionError {
        bytes += more;
        if (bytes > MAX_BYTES) {
            throw new ExecutionError("the template makes too much text");
        }
    }
}
