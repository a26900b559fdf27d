package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Command;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Operand;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Pipeline;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands inside {@code {{…}}}: pipelines of commands, and the variables that are known there. */
final class PipelineParser {

    private static final int MAX_DEPTH = Budget.TEMPLATE_DEPTH.intValue();
    private static final int MAX_VARIABLES = 1_000;

    private final TokenStream tokens;
    private List<String> variables = new ArrayList<>(List.of("$"));
    private int depth;

    PipelineParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** The number of variables in scope, for {@link #leaveScope}. */
    int enterScope() {
        return variables.size();
    }

    void leaveScope(int size) {
        variables = new ArrayList<>(variables.subList(0, size));
    }

    /** Forgets all variables but {@code $}, as at the start of a definition; returns them for {@link #restore}. */
    List<String> forget() {
        List<String> known = variables;
        variables = new ArrayList<>(List.of("$"));
        return known;
    }

    void restore(List<String> known) {
        variables = known;
    }

    Pipeline pipeline(String context, Kind end) throws SyntaxError {
        int start = tokens.peekPastSpace().offset();
        List<String> declared = new ArrayList<>();
        boolean assigns = declarations(context, declared);
        List<Command> commands = new ArrayList<>();
        while (!tokens.peekPastSpace().is(end)) {
            commands.add(command());
        }
        tokens.next();
        if (commands.isEmpty()) {
            throw new SyntaxError(start, "missing value for " + context);
        }
        for (Command stage : commands.subList(1, commands.size())) {
            Operand first = stage.words().get(0);
            if (first instanceof Node.Constant || first instanceof Node.Dot || first instanceof Node.Nil) {
                throw new SyntaxError(start, "only a function can take the value of the pipeline");
            }
        }
        return new Pipeline(List.copyOf(declared), assigns, List.copyOf(commands));
    }

    /** Reads {@code $x :=}, {@code $x =} or {@code $i, $x :=} as far as it is there; returns whether it assigns. */
    private boolean declarations(String context, List<String> declared) throws SyntaxError {
        while (true) {
            int mark = tokens.mark();
            Token variable = tokens.peekPastSpace();
            if (!variable.is(Kind.VARIABLE)) {
                return false;
            }
            tokens.next();
            Token sign = tokens.nextPastSpace();
            boolean comma = sign.is(Kind.OTHER) && sign.text().equals(",");
            if (!comma && !sign.is(Kind.ASSIGN) && !sign.is(Kind.DECLARE)) {
                tokens.back(mark);
                return false;
            }
            declared.add(variable.text());
            variables.add(variable.text());
            if (variables.size() > MAX_VARIABLES) {
                throw new SyntaxError(variable.offset(), "there are more than " + MAX_VARIABLES + " variables");
            }
            if (!comma) {
                return sign.is(Kind.ASSIGN);
            }
            if (!context.equals("range") || declared.size() > 1) {
                throw new SyntaxError(variable.offset(), "too many variables in " + context);
            }
            if (!tokens.peekPastSpace().is(Kind.VARIABLE)) {
                throw TokenStream.unexpected(tokens.peek(), "the variables of range");
            }
        }
    }

    private Command command() throws SyntaxError {
        List<Operand> words = new ArrayList<>();
        int start = tokens.peekPastSpace().offset();
        while (true) {
            tokens.peekPastSpace();
            Operand word = operand();
            if (word != null) {
                words.add(word);
            }
            Token after = tokens.peek();
            if (after.is(Kind.SPACE)) {
                continue;
            }
            if (after.is(Kind.PIPE)) {
                tokens.next();
            } else if (!after.is(Kind.CLOSE) && !after.is(Kind.RIGHT_PAREN)) {
                throw TokenStream.unexpected(after, "a command");
            }
            if (words.isEmpty()) {
                throw new SyntaxError(start, "empty command");
            }
            return new Command(List.copyOf(words));
        }
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case BOOL, CHARACTER, DOT, FIELD, IDENTIFIER, NUMBER, RAW_STRING, STRING, VARIABLE, LEFT_PAREN -> true;
            default -> token.isKeyword("nil");
        };
    }

    private @Nullable Operand operand() throws SyntaxError {
        Token first = tokens.peek();
        Operand term = term();
        if (term == null || !tokens.peek().is(Kind.FIELD)) {
            return term;
        }
        if (term instanceof Node.Constant || term instanceof Node.Dot || term instanceof Node.Nil) {
            throw new SyntaxError(tokens.peek().offset(), "unexpected . after " + first.text());
        }
        List<String> fields = fields();
        if (term instanceof Node.FieldPath path) {
            List<String> names = new ArrayList<>(path.names());
            names.addAll(fields);
            return new Node.FieldPath(List.copyOf(names));
        }
        if (term instanceof Node.Variable variable) {
            return new Node.Variable(variable.name(), fields);
        }
        return new Node.Chain(term, fields);
    }

    private List<String> fields() {
        List<String> names = new ArrayList<>();
        while (tokens.peek().is(Kind.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        return List.copyOf(names);
    }

    /** One word; null if none starts here. */
    private @Nullable Operand term() throws SyntaxError {
        Token token = tokens.peek();
        if (!startsOperand(token)) {
            return null;
        }
        tokens.next();
        return switch (token.kind()) {
            case IDENTIFIER -> function(token);
            case DOT -> new Node.Dot();
            case VARIABLE -> variable(token);
            case FIELD -> new Node.FieldPath(List.of(token.text().substring(1)));
            case BOOL -> new Node.Constant(new Value.Bool(token.text().equals("true")));
            case CHARACTER -> new Node.Constant(new Value.Int(StringLiteral.codePoint(token)));
            case NUMBER -> new Node.Constant(NumberLiteral.parse(token));
            case STRING, RAW_STRING -> new Node.Constant(new Value.Text(StringLiteral.bytes(token)));
            case LEFT_PAREN -> parenthesised(token);
            default -> new Node.Nil();
        };
    }

    private Operand parenthesised(Token open) throws SyntaxError {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxError(open.offset(), "parentheses are nested too deeply");
        }
        Pipeline inner = pipeline("parentheses", Kind.RIGHT_PAREN);
        depth--;
        return inner;
    }

    private static Operand function(Token name) throws SyntaxError {
        if (!Functions.NAMES.contains(name.text())) {
            throw new SyntaxError(name.offset(), "function \"" + name.text() + "\" is not defined");
        }
        return new Node.Function(name.text());
    }

    private Operand variable(Token name) throws SyntaxError {
        if (!variables.contains(name.text())) {
            throw new SyntaxError(name.offset(), "variable " + name.text() + " is not defined");
        }
        return new Node.Variable(name.text(), List.of());
    }
}
