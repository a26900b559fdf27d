package io.jenkins.plugins.argoimageupdate.engine.yaml;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.yaml.Token.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Makes nodes of tokens by the rules of goyaml.v3 ({@code parserc.go}). An alias is the node that it stands for; {@code <<} is a
 * key like any other.
 */
final class Composer {

    private static final int MAX_DEPTH = Budget.YAML_DEPTH.intValue();
    /** With each alias counted as what it stands for, so that whoever follows aliases comes to an end. */
    private static final int MAX_NODES = Budget.YAML_NODES.intValue();

    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

    private final TokenStream tokens;
    private final Map<String, Node> anchors = new HashMap<>();
    /** Of the nodes that have an anchor, with all that is in them. */
    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    private final TagHandles handles = new TagHandles();
    private long nodes;
    private int depth;

    Composer(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** The next document's root; empty where there is no document any more. */
    Optional<Node> next(boolean first) {
        while (!first && tokens.take(Type.DOCUMENT_END)) {
            // several are one
        }
        if (tokens.isNext(Type.STREAM_END)) {
            return Optional.empty();
        }
        handles.reset();
        boolean explicit = tokens.isNext(Type.VERSION_DIRECTIVE, Type.TAG_DIRECTIVE, Type.DOCUMENT_START);
        if (!first || explicit) {
            directives();
            Mark start = tokens.start();
            if (!tokens.take(Type.DOCUMENT_START)) {
                throw YamlText.problemAt(start, "this belongs to nothing above", "Check the indentation");
            }
        }
        boolean nothing = (!first || explicit) && isDocumentBoundary();
        Node root = nothing ? empty(tokens.start()) : node(true, false);
        tokens.take(Type.DOCUMENT_END);
        return Optional.of(root);
    }

    private boolean isDocumentBoundary() {
        return tokens.isNext(
                Type.VERSION_DIRECTIVE, Type.TAG_DIRECTIVE, Type.DOCUMENT_START, Type.DOCUMENT_END, Type.STREAM_END);
    }

    private void directives() {
        while (tokens.isNext(Type.VERSION_DIRECTIVE, Type.TAG_DIRECTIVE)) {
            Token directive = tokens.next();
            if (directive.type() == Type.TAG_DIRECTIVE) {
                handles.declare(directive);
            }
        }
    }

    /**
     * @param block whether block collections can stand here
     * @param indentless whether a list can stand here whose dashes are no deeper than their key
     */
    private Node node(boolean block, boolean indentless) {
        if (++depth > MAX_DEPTH) {
            throw YamlText.limitAt(
                    tokens.start(), "it is nested deeper than " + MAX_DEPTH + " levels", "Write it with fewer levels");
        }
        long before = nodes;
        nodes++;
        Mark start = tokens.start();
        boolean alias = tokens.isNext(Type.ALIAS);
        Node node = alias ? alias(tokens.next()) : content(block, indentless);
        if (alias) {
            nodes += sizes.getOrDefault(node, 1L);
        } else {
            sizes.computeIfPresent(node, (anchored, size) -> nodes - before);
        }
        if (nodes > MAX_NODES) {
            throw YamlText.limitAt(
                    start,
                    String.format(
                            Locale.ROOT,
                            "up to here, with its aliases written out, it has more than %,d values",
                            MAX_NODES),
                    "Use fewer aliases");
        }
        depth--;
        return node;
    }

    private Node alias(Token alias) {
        Node node = anchors.get(alias.value());
        if (node == null) {
            throw YamlText.problemAt(
                    alias.start(), "there is no anchor &" + alias.value() + " before *" + alias.value());
        }
        return node;
    }

    private Node content(boolean block, boolean indentless) {
        Mark start = tokens.start();
        Optional<Token> anchor = property(Type.ANCHOR);
        Optional<Token> tagged = property(Type.TAG);
        anchor = anchor.isPresent() ? anchor : property(Type.ANCHOR);
        Optional<String> tag = tagged.map(handles::resolve).filter(name -> !name.equals("!"));
        Token token = tokens.peek();
        return switch (token.type()) {
            case SCALAR -> anchored(anchor, scalar(tokens.next(), tag, start));
            case FLOW_SEQUENCE_START -> flowSequence(anchor, tag, start);
            case FLOW_MAPPING_START -> flowMapping(anchor, tag, start);
            case BLOCK_SEQUENCE_START, BLOCK_MAPPING_START, BLOCK_ENTRY -> {
                boolean list = token.type() != Type.BLOCK_MAPPING_START;
                boolean allowed = token.type() == Type.BLOCK_ENTRY ? indentless : block;
                if (!allowed) {
                    yield nothing(anchor, tagged, tag, start);
                }
                yield list ? blockSequence(anchor, tag, start) : blockMapping(anchor, tag, start);
            }
            default -> nothing(anchor, tagged, tag, start);
        };
    }

    private Optional<Token> property(Type type) {
        return tokens.isNext(type) ? Optional.of(tokens.next()) : Optional.empty();
    }

    /** A value that has an anchor or a tag and no text. */
    private Node nothing(Optional<Token> anchor, Optional<Token> tagged, Optional<String> tag, Mark start) {
        if (anchor.isEmpty() && tagged.isEmpty()) {
            throw YamlText.problemAt(start, "there is no value here, or one that is indented wrong");
        }
        Mark end = tagged.or(() -> anchor).orElseThrow().end();
        return anchored(anchor, scalar(Token.scalar(start, end, "", ScalarStyle.PLAIN), tag, start));
    }

    private static Node scalar(Token token, Optional<String> tag, Mark start) {
        Tag resolved =
                tag.map(Tag::new).orElseGet(() -> RESOLVER.resolve(token.value(), token.style() == ScalarStyle.PLAIN));
        return new ScalarNode(
                resolved, tag.isEmpty(), token.value(), token.style(), Optional.of(start), Optional.of(token.end()));
    }

    private static Node empty(Mark mark) {
        return scalar(Token.scalar(mark, mark, "", ScalarStyle.PLAIN), Optional.empty(), mark);
    }

    private <N extends Node> N anchored(Optional<Token> anchor, N node) {
        anchor.ifPresent(token -> {
            anchors.put(token.value(), node);
            sizes.put(node, 1L);
        });
        return node;
    }

    private SequenceNode sequence(
            Optional<Token> anchor, Optional<String> tag, Mark start, FlowStyle style, List<Node> items) {
        return anchored(
                anchor,
                new SequenceNode(
                        tag.map(Tag::new).orElse(Tag.SEQ),
                        tag.isEmpty(),
                        items,
                        style,
                        Optional.of(start),
                        Optional.empty()));
    }

    private MappingNode mapping(
            Optional<Token> anchor, Optional<String> tag, Mark start, FlowStyle style, List<NodeTuple> entries) {
        return anchored(
                anchor,
                new MappingNode(
                        tag.map(Tag::new).orElse(Tag.MAP),
                        tag.isEmpty(),
                        entries,
                        style,
                        Optional.of(start),
                        Optional.empty()));
    }

    private static <N extends CollectionNode<?>> N ended(N node, Mark end) {
        node.setEndMark(Optional.of(end));
        return node;
    }

    private Node blockSequence(Optional<Token> anchor, Optional<String> tag, Mark start) {
        List<Node> items = new ArrayList<>();
        SequenceNode node = sequence(anchor, tag, start, FlowStyle.BLOCK, items);
        boolean indentless = !tokens.take(Type.BLOCK_SEQUENCE_START);
        while (tokens.isNext(Type.BLOCK_ENTRY)) {
            Mark dash = tokens.next().end();
            boolean missing = tokens.isNext(Type.BLOCK_ENTRY, Type.BLOCK_END)
                    || (indentless && tokens.isNext(Type.KEY, Type.VALUE));
            items.add(missing ? empty(dash) : node(true, false));
        }
        Mark end = tokens.start();
        if (!indentless && !tokens.take(Type.BLOCK_END)) {
            throw YamlText.problemAt(
                    end, "this is no item of the list above", "Start it with a dash, or check the indentation");
        }
        return ended(node, end);
    }

    private Node blockMapping(Optional<Token> anchor, Optional<String> tag, Mark start) {
        List<NodeTuple> entries = new ArrayList<>();
        MappingNode node = mapping(anchor, tag, start, FlowStyle.BLOCK, entries);
        tokens.next();
        while (!tokens.isNext(Type.BLOCK_END)) {
            if (!tokens.isNext(Type.KEY)) {
                throw YamlText.problemAt(
                        tokens.start(), "this is no key of the mapping above", "Check the indentation and the quotes");
            }
            Node key = blockPart();
            Node value = tokens.isNext(Type.VALUE) ? blockPart() : empty(tokens.start());
            entries.add(new NodeTuple(key, value));
        }
        return ended(node, tokens.next().end());
    }

    /** What follows a key's or value's indicator. */
    private Node blockPart() {
        Mark indicator = tokens.next().end();
        return tokens.isNext(Type.KEY, Type.VALUE, Type.BLOCK_END) ? empty(indicator) : node(true, true);
    }

    private Node flowSequence(Optional<Token> anchor, Optional<String> tag, Mark start) {
        List<Node> items = new ArrayList<>();
        SequenceNode node = sequence(anchor, tag, start, FlowStyle.FLOW, items);
        Token open = tokens.next();
        while (separated(items.isEmpty(), Type.FLOW_SEQUENCE_END, open, "] or ,")) {
            items.add(tokens.isNext(Type.KEY) ? pair() : node(false, false));
        }
        return ended(node, tokens.next().end());
    }

    /** A mapping of one entry that stands in a list without braces. */
    private Node pair() {
        Mark start = tokens.next().start();
        List<NodeTuple> entries = new ArrayList<>();
        MappingNode node = mapping(Optional.empty(), Optional.empty(), start, FlowStyle.FLOW, entries);
        boolean noKey = tokens.isNext(Type.VALUE, Type.FLOW_ENTRY, Type.FLOW_SEQUENCE_END);
        Node key = noKey ? empty(tokens.start()) : node(false, false);
        entries.add(new NodeTuple(key, flowValue(Type.FLOW_SEQUENCE_END)));
        return ended(node, tokens.start());
    }

    private Node flowMapping(Optional<Token> anchor, Optional<String> tag, Mark start) {
        List<NodeTuple> entries = new ArrayList<>();
        MappingNode node = mapping(anchor, tag, start, FlowStyle.FLOW, entries);
        Token open = tokens.next();
        while (separated(entries.isEmpty(), Type.FLOW_MAPPING_END, open, "} or ,")) {
            if (tokens.take(Type.KEY)) {
                boolean noKey = tokens.isNext(Type.VALUE, Type.FLOW_ENTRY, Type.FLOW_MAPPING_END);
                Node key = noKey ? empty(tokens.start()) : node(false, false);
                entries.add(new NodeTuple(key, flowValue(Type.FLOW_MAPPING_END)));
            } else {
                Node key = node(false, false);
                entries.add(new NodeTuple(key, empty(tokens.start())));
            }
        }
        return ended(node, tokens.next().end());
    }

    private Node flowValue(Type close) {
        boolean present = tokens.take(Type.VALUE) && !tokens.isNext(Type.FLOW_ENTRY, close);
        return present ? node(false, false) : empty(tokens.start());
    }

    /** Whether another item follows, after a comma where it is not the first one. */
    private boolean separated(boolean first, Type close, Token open, String missing) {
        if (!first && !tokens.isNext(close) && !tokens.take(Type.FLOW_ENTRY)) {
            boolean bracket = tokens.isNext(Type.FLOW_SEQUENCE_START, Type.FLOW_MAPPING_START);
            throw YamlText.problemAt(
                    tokens.start(),
                    missing + " is missing; the bracket was opened in line "
                            + (open.start().getLine() + 1),
                    bracket ? "Put a value with [ ] or { } in quotes" : YamlText.CORRECT);
        }
        return !tokens.isNext(close);
    }
}
