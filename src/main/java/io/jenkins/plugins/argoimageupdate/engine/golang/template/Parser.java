package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Node.Pipeline;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses the actions of a template into nodes. */
final class Parser {

    private static final int MAX_DEPTH = Budget.TEMPLATE_DEPTH.intValue();

    private final TokenStream tokens;
    private final PipelineParser pipelines;
    private final Map<String, List<Node>> definitions = new HashMap<>();
    private int loops;
    private int depth;

    private Parser(String source) throws SyntaxError {
        tokens = new TokenStream(Lexer.tokens(source));
        pipelines = new PipelineParser(tokens);
    }

    /** The templates in a source by name, the outermost one under the name given. */
    static Map<String, List<Node>> parse(String name, String source) throws SyntaxError {
        Parser parser = new Parser(source);
        List<Node> main = parser.outermost();
        parser.define(name, main, 0);
        return Map.copyOf(parser.definitions);
    }

    private List<Node> outermost() throws SyntaxError {
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(Kind.END)) {
            int mark = tokens.mark();
            if (tokens.next().is(Kind.OPEN) && tokens.nextPastSpace().isKeyword("define")) {
                definition();
            } else {
                tokens.back(mark);
                if (atClause("end") || atClause("else")) {
                    tokens.next();
                    throw TokenStream.unexpected(tokens.nextPastSpace(), "the template");
                }
                nodes.add(textOrAction());
            }
        }
        return nodes;
    }

    private void definition() throws SyntaxError {
        Token name = templateName("define");
        tokens.expect(Kind.CLOSE, "define");
        define(StringLiteral.bytes(name), definedBody(), name.offset());
    }

    /** The body of a definition, which knows no variable or loop around it, and its {@code {{end}}}. */
    private List<Node> definedBody() throws SyntaxError {
        List<String> known = pipelines.forget();
        int outerLoops = loops;
        loops = 0;
        if (++depth > MAX_DEPTH) {
            throw new SyntaxError(tokens.peek().offset(), "actions are nested too deeply");
        }
        List<Node> body = list();
        end();
        depth--;
        loops = outerLoops;
        pipelines.restore(known);
        return body;
    }

    private void define(String name, List<Node> body, int offset) throws SyntaxError {
        List<Node> known = definitions.get(name);
        if (known != null && !isEmpty(known)) {
            if (!isEmpty(body)) {
                throw new SyntaxError(offset, "template \"" + Bytes.text(name) + "\" is defined twice");
            }
            return;
        }
        definitions.put(name, List.copyOf(body));
    }

    private static boolean isEmpty(List<Node> body) {
        return body.stream()
                .allMatch(node -> node instanceof Node.Literal literal
                        && Bytes.text(literal.bytes()).isBlank());
    }

    /** Nodes up to {@code {{end}}} or {@code {{else}}}, which stays unread. */
    private List<Node> list() throws SyntaxError {
        List<Node> nodes = new ArrayList<>();
        while (!atClause("end") && !atClause("else")) {
            if (tokens.peek().is(Kind.END)) {
                throw new SyntaxError(tokens.peek().offset(), "an {{end}} is missing");
            }
            nodes.add(textOrAction());
        }
        return nodes;
    }

    private boolean atClause(String keyword) {
        int mark = tokens.mark();
        boolean there = tokens.next().is(Kind.OPEN) && tokens.nextPastSpace().isKeyword(keyword);
        tokens.back(mark);
        return there;
    }

    private void end() throws SyntaxError {
        tokens.next();
        Token keyword = tokens.nextPastSpace();
        if (!keyword.isKeyword("end")) {
            throw TokenStream.unexpected(keyword, "place of {{end}}");
        }
        tokens.expect(Kind.CLOSE, "end");
    }

    private Node textOrAction() throws SyntaxError {
        Token token = tokens.next();
        if (token.is(Kind.TEXT)) {
            return new Node.Literal(Bytes.of(token.text()));
        }
        Token keyword = tokens.peekPastSpace();
        if (!keyword.is(Kind.KEYWORD) || keyword.isKeyword("nil")) {
            return new Node.Action(pipelines.pipeline("an action", Kind.CLOSE));
        }
        tokens.next();
        return switch (keyword.text()) {
            case "if", "with", "range" -> control(keyword);
            case "break" -> loopExit(keyword, new Node.Break());
            case "continue" -> loopExit(keyword, new Node.Continue());
            case "template" -> call();
            case "block" -> block();
            default -> throw TokenStream.unexpected(keyword, "an action");
        };
    }

    private Node loopExit(Token keyword, Node node) throws SyntaxError {
        tokens.expect(Kind.CLOSE, keyword.text());
        if (loops == 0) {
            throw new SyntaxError(keyword.offset(), "{{" + keyword.text() + "}} outside {{range}}");
        }
        return node;
    }

    private Node control(Token keyword) throws SyntaxError {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxError(keyword.offset(), "actions are nested too deeply");
        }
        int scope = pipelines.enterScope();
        boolean loop = keyword.isKeyword("range");
        Pipeline pipeline = pipelines.pipeline(keyword.text(), Kind.CLOSE);
        loops += loop ? 1 : 0;
        List<Node> body = List.copyOf(list());
        loops -= loop ? 1 : 0;
        List<Node> otherwise = List.copyOf(otherwise(keyword));
        pipelines.leaveScope(scope);
        depth--;
        return switch (keyword.text()) {
            case "if" -> new Node.If(pipeline, body, otherwise);
            case "with" -> new Node.With(pipeline, body, otherwise);
            default -> new Node.Range(pipeline, body, otherwise);
        };
    }

    private List<Node> otherwise(Token keyword) throws SyntaxError {
        if (!atClause("else")) {
            end();
            return List.of();
        }
        tokens.next();
        tokens.nextPastSpace();
        Token chained = tokens.peekPastSpace();
        if (chained.isKeyword(keyword.text()) && !chained.isKeyword("range")) {
            return List.of(control(tokens.next()));
        }
        tokens.expect(Kind.CLOSE, "else");
        List<Node> nodes = list();
        end();
        return nodes;
    }

    private Node call() throws SyntaxError {
        String name = StringLiteral.bytes(templateName("template"));
        if (tokens.peekPastSpace().is(Kind.CLOSE)) {
            tokens.next();
            return new Node.Call(name, null);
        }
        return new Node.Call(name, pipelines.pipeline("template", Kind.CLOSE));
    }

    private Node block() throws SyntaxError {
        Token name = templateName("block");
        Pipeline argument = pipelines.pipeline("block", Kind.CLOSE);
        define(StringLiteral.bytes(name), definedBody(), name.offset());
        return new Node.Call(StringLiteral.bytes(name), argument);
    }

    private Token templateName(String where) throws SyntaxError {
        Token name = tokens.nextPastSpace();
        if (!name.is(Kind.STRING) && !name.is(Kind.RAW_STRING)) {
            throw TokenStream.unexpected(name, where + ", which needs a quoted name");
        }
        return name;
    }
}
