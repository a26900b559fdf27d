package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed template. */
sealed interface Node {

    /** @param bytes see {@link Bytes} */
    record Literal(String bytes) implements Node {}

    /** Prints the value of a pipeline, or declares or assigns variables. */
    record Action(Pipeline pipeline) implements Node {}

    record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

    record With(Pipeline value, List<Node> then, List<Node> otherwise) implements Node {}

    record Range(Pipeline over, List<Node> body, List<Node> otherwise) implements Node {}

    /** @param argument null for none */
    record Call(String name, @Nullable Pipeline argument) implements Node {}

    record Break() implements Node {}

    record Continue() implements Node {}

    /**
     * Commands, each of which gets the value of the one before as its last argument.
     *
     * @param variables that take the value
     * @param assigns whether the variables exist already ({@code =} instead of {@code :=})
     */
    record Pipeline(List<String> variables, boolean assigns, List<Command> commands) implements Operand {}

    /** @param words at least one; the first may be a function */
    record Command(List<Operand> words) {}

    /** What a command is made of. */
    sealed interface Operand {}

    record Dot() implements Operand {}

    record Nil() implements Operand {}

    record Constant(Value value) implements Operand {}

    record Function(String name) implements Operand {}

    /** Fields of the dot. */
    record FieldPath(List<String> names) implements Operand {}

    record Variable(String name, List<String> fields) implements Operand {}

    /** Fields of another operand. */
    record Chain(Operand of, List<String> fields) implements Operand {}
}
