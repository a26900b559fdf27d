package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Command;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Operand;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates pipelines for one dot. */
final class Evaluation {

    private final Value dot;
    private final Scope scope;
    private final ExecutionCost cost;

    Evaluation(Value dot, Scope scope, ExecutionCost cost) {
        this.dot = dot;
        this.scope = scope;
        this.cost = cost;
    }

    /** The pipeline's value, which its variables take too. */
    @Nullable
    Value pipeline(Pipeline pipeline) throws ExecutionError {
        Value value = null;
        for (Command command : pipeline.commands()) {
            value = command(command, value);
        }
        for (String variable : pipeline.variables()) {
            if (pipeline.assigns()) {
                scope.assign(variable, value);
            } else {
                scope.declare(variable, value);
            }
        }
        return value;
    }

    /** @param piped the value of the command before; null for the first one */
    private @Nullable Value command(Command command, @Nullable Value piped) throws ExecutionError {
        Operand first = command.words().get(0);
        List<Operand> arguments = command.words().subList(1, command.words().size());
        if (first instanceof Node.Function function) {
            return function(function, arguments, piped);
        }
        if (first instanceof Node.Nil) {
            throw new ExecutionError("nil is not a command");
        }
        Value value = operand(first);
        if (!arguments.isEmpty() || piped != null) {
            throw new ExecutionError("only a function takes arguments");
        }
        return value;
    }

    private @Nullable Value function(Node.Function function, List<Operand> arguments, @Nullable Value piped)
            throws ExecutionError {
        if (function.name().equals("and") || function.name().equals("or")) {
            return firstThatDecides(function.name().equals("or"), arguments, piped);
        }
        List<Value> values = new ArrayList<>();
        for (Operand argument : arguments) {
            values.add(operand(argument));
        }
        if (piped != null) {
            values.add(piped);
        }
        cost.take(values);
        Value made = Functions.call(function.name(), values);
        cost.make(made);
        return made;
    }

    /** {@code and} and {@code or} evaluate no argument after the one that decides. */
    private @Nullable Value firstThatDecides(boolean decides, List<Operand> arguments, @Nullable Value piped)
            throws ExecutionError {
        if (arguments.isEmpty() && piped == null) {
            throw new ExecutionError("and and or need an argument");
        }
        Value value = null;
        for (Operand argument : arguments) {
            value = operand(argument);
            if (value.truth() == decides) {
                return value;
            }
        }
        return piped != null ? piped : value;
    }

    private @Nullable Value operand(Operand operand) throws ExecutionError {
        cost.step();
        if (operand instanceof Node.Constant constant) {
            return constant.value();
        }
        if (operand instanceof Node.FieldPath path) {
            return fields(dot, path.names());
        }
        if (operand instanceof Node.Variable variable) {
            return fields(scope.get(variable.name()), variable.fields());
        }
        if (operand instanceof Node.Chain chain) {
            return fields(operand(chain.of()), chain.fields());
        }
        if (operand instanceof Pipeline pipeline) {
            return pipeline(pipeline);
        }
        if (operand instanceof Node.Function function) {
            return function(function, List.of(), null);
        }
        return operand instanceof Node.Dot ? dot : Value.NONE;
    }

    private Value fields(Value receiver, List<String> names) throws ExecutionError {
        Value value = receiver;
        for (String name : names) {
            cost.step();
            value = field(value, name);
        }
        return value;
    }

    private static Value field(Value receiver, String name) throws ExecutionError {
        if (receiver instanceof Value.None) {
            return Value.NONE;
        }
        if (receiver instanceof Value.Labels labels) {
            Value label = labels.entries().get(Bytes.of(name));
            return label == null ? Value.NONE : label;
        }
        if (receiver instanceof Value.Fields fields) {
            for (Value.Field field : fields.fields()) {
                if (field.name().equals(name)) {
                    return field.value();
                }
            }
        }
        throw new UnknownField(name, receiver);
    }
}
