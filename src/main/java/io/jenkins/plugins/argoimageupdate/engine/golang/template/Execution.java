package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Pipeline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a template over its data. */
final class Execution {

    /** Far above any commit message; keeps {@code range} over a big number from filling the memory. */
    private static final int MAX_OUTPUT_BYTES = Budget.TEMPLATE_OUTPUT.intValue();

    private static final int MAX_CALLS = 200;
    /** Conditions, loops and calls in one another: what fits a small stack. */
    private static final int MAX_DEPTH = 400;

    private final Map<String, List<Node>> definitions;
    private final boolean everyBranch;
    private final StringBuilder output = new StringBuilder();
    private int calls;
    private int depth;
    private final ExecutionCost cost = new ExecutionCost();

    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private Execution(Map<String, List<Node>> definitions, boolean everyBranch) {
        this.definitions = definitions;
        this.everyBranch = everyBranch;
    }

    /** Returns the output as a byte string. */
    static String run(Map<String, List<Node>> definitions, String name, Value data) throws ExecutionError {
        Execution execution = new Execution(definitions, false);
        execution.walk(definitions.get(name), data, new Scope(data));
        return execution.output.toString();
    }

    /** Also looks for fields that do not exist in branches that these data do not take. */
    static void tryOn(Map<String, List<Node>> definitions, String name, Value data) throws ExecutionError {
        new Execution(definitions, true).walk(definitions.get(name), data, new Scope(data));
    }

    private Flow walk(@Nullable List<Node> nodes, @Nullable Value dot, Scope scope) throws ExecutionError {
        if (++depth > MAX_DEPTH) {
            throw new ExecutionError("the template goes too deep");
        }
        Flow flow = Flow.NEXT;
        for (int i = 0; i < nodes.size() && flow == Flow.NEXT; i++) {
            flow = walk(nodes.get(i), dot, scope);
        }
        depth--;
        return flow;
    }

    private Flow walk(Node node, @Nullable Value dot, Scope scope) throws ExecutionError {
        cost.step();
        if (node instanceof Node.Literal literal) {
            write(literal.bytes());
        } else if (node instanceof Node.Action action) {
            Value value = evaluation(dot, scope).pipeline(action.pipeline());
            if (action.pipeline().variables().isEmpty()) {
                write(Printer.printed(value));
            }
        } else if (node instanceof Node.If branch) {
            return choose(branch.condition(), branch.then(), branch.otherwise(), dot, scope, false);
        } else if (node instanceof Node.With branch) {
            return choose(branch.value(), branch.then(), branch.otherwise(), dot, scope, true);
        } else if (node instanceof Node.Range range) {
            return range(range, dot, scope);
        } else if (node instanceof Node.Call call) {
            call(call, dot, scope);
        } else {
            return node instanceof Node.Break ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.NEXT;
    }

    private Flow choose(
            Pipeline pipeline, List<Node> then, List<Node> otherwise, Value dot, Scope scope, boolean valueIsDot)
            throws ExecutionError {
        int mark = scope.mark();
        Value value = evaluation(dot, scope).pipeline(pipeline);
        boolean truth = value.truth();
        if (everyBranch) {
            tryOther(truth ? otherwise : then, !truth && valueIsDot ? value : dot, scope);
        }
        Flow flow = walk(truth ? then : otherwise, truth && valueIsDot ? value : dot, scope);
        scope.leave(mark);
        return flow;
    }

    /** Other errors than a missing field may be what the condition guards against. */
    private void tryOther(List<Node> branch, Value dot, Scope scope) throws ExecutionError {
        int mark = scope.mark();
        int depthBefore = depth;
        int callsBefore = calls;
        try {
            walk(branch, dot, scope);
        } catch (UnknownField e) {
            throw e;
        } catch (ExecutionError e) {
            // the data do not come here
        }
        depth = depthBefore;
        calls = callsBefore;
        scope.leave(mark);
    }

    private Flow range(Node.Range range, Value dot, Scope scope) throws ExecutionError {
        int mark = scope.mark();
        Value over = evaluation(dot, scope).pipeline(range.over());
        Flow flow = Flow.NEXT;
        Loop loop = Loop.over(over, range.over().variables().size());
        if (loop.length() == 0) {
            flow = walk(range.otherwise(), dot, scope);
        }
        int inner = scope.mark();
        for (long i = 0; i < loop.length(); i++) {
            cost.step();
            Loop.Turn turn = loop.turn(i);
            scope.setLoopVariables(range.over(), turn.key(), turn.value());
            Flow inside = walk(range.body(), turn.value(), scope);
            scope.leave(inner);
            if (inside == Flow.BREAK) {
                break;
            }
        }
        scope.leave(mark);
        return flow;
    }

    private void call(Node.Call call, Value dot, Scope scope) throws ExecutionError {
        List<Node> body = definitions.get(call.name());
        if (body == null) {
            throw new ExecutionError("template \"" + Bytes.text(call.name()) + "\" is not defined");
        }
        if (++calls > MAX_CALLS) {
            throw new ExecutionError("templates call each other too deeply");
        }
        Value argument =
                call.argument() == null ? Value.NONE : evaluation(dot, scope).pipeline(call.argument());
        walk(body, argument, new Scope(argument));
        calls--;
    }

    private Evaluation evaluation(Value dot, Scope scope) {
        return new Evaluation(dot, scope, cost);
    }

    private void write(String bytes) throws ExecutionError {
        if (output.length() + bytes.length() > MAX_OUTPUT_BYTES) {
            throw new ExecutionError("the template's output is too long");
        }
        output.append(bytes);
    }
}
