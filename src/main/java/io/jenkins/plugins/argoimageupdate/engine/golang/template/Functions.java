package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The functions of templates, all of Go's predefined ones but {@code call}. */
final class Functions {

    static final Set<String> NAMES = new TreeSet<>(Set.of(
            "and",
            "eq",
            "ge",
            "gt",
            "html",
            "index",
            "js",
            "le",
            "len",
            "lt",
            "ne",
            "not",
            "or",
            "print",
            "printf",
            "println",
            "slice",
            "urlquery"));

    private Functions() {}

    static Value call(String name, List<Value> arguments) throws ExecutionError {
        return switch (name) {
            case "print" -> new Value.Text(Printer.print(arguments));
            case "println" -> new Value.Text(Printer.println(arguments));
            case "html" -> new Value.Text(Escapes.html(Printer.joined(arguments)));
            case "js" -> new Value.Text(Escapes.js(Printer.joined(arguments)));
            case "urlquery" -> new Value.Text(Escapes.urlQuery(Printer.joined(arguments)));
            case "not" -> new Value.Bool(!only(name, arguments).truth());
            case "len" -> new Value.Int(length(only(name, arguments)));
            case "index" -> index(first(name, arguments), rest(arguments));
            case "slice" -> slice(first(name, arguments), rest(arguments));
            case "printf" -> printf(first(name, arguments), rest(arguments));
            case "eq" -> new Value.Bool(Comparison.equalsAny(first(name, arguments), rest(arguments)));
            default -> new Value.Bool(compare(name, arguments));
        };
    }

    private static boolean compare(String name, List<Value> arguments) throws ExecutionError {
        if (arguments.size() != 2) {
            throw wrongNumber(name, arguments);
        }
        Value left = arguments.get(0);
        Value right = arguments.get(1);
        return switch (name) {
            case "ne" -> !Comparison.equalsAny(left, List.of(right));
            case "lt" -> Comparison.compare(left, right) < 0;
            case "le" -> Comparison.compare(left, right) <= 0;
            case "gt" -> Comparison.compare(left, right) > 0;
            default -> Comparison.compare(left, right) >= 0;
        };
    }

    private static Value first(String name, List<Value> arguments) throws ExecutionError {
        if (arguments.isEmpty()) {
            throw wrongNumber(name, arguments);
        }
        return arguments.get(0);
    }

    private static Value only(String name, List<Value> arguments) throws ExecutionError {
        if (arguments.size() != 1) {
            throw wrongNumber(name, arguments);
        }
        return arguments.get(0);
    }

    private static List<Value> rest(List<Value> arguments) {
        return arguments.subList(1, arguments.size());
    }

    private static ExecutionError wrongNumber(String name, List<Value> arguments) {
        return new ExecutionError("wrong number of arguments for " + name + ": " + arguments.size());
    }

    private static int length(Value value) throws ExecutionError {
        if (value instanceof Value.Text text) {
            return text.bytes().length();
        }
        if (value instanceof Value.Items items) {
            return items.values().size();
        }
        if (value instanceof Value.Labels labels) {
            return labels.entries().size();
        }
        throw new ExecutionError("a " + value.typeName() + " has no len");
    }

    private static Value printf(Value format, List<Value> arguments) throws ExecutionError {
        if (format instanceof Value.Text text) {
            return new Value.Text(new Formatter(text.bytes(), arguments).format());
        }
        throw new ExecutionError("the first argument of printf has to be a string");
    }

    private static Value index(Value value, List<Value> indexes) throws ExecutionError {
        if (value instanceof Value.None) {
            throw new ExecutionError("index of nil");
        }
        Value item = value;
        for (Value index : indexes) {
            item = element(item, index);
        }
        return item;
    }

    private static Value element(Value value, Value index) throws ExecutionError {
        if (value instanceof Value.Labels labels && index instanceof Value.Text key) {
            return labels.entries().getOrDefault(key.bytes(), new Value.Text(""));
        }
        if (value instanceof Value.Items items) {
            return items.values().get(position(index, items.values().size() - 1));
        }
        if (value instanceof Value.Text text) {
            return new Value.Octet(
                    text.bytes().charAt(position(index, text.bytes().length() - 1)));
        }
        throw new ExecutionError("a " + value.typeName() + " cannot be indexed with a " + index.typeName());
    }

    private static Value slice(Value value, List<Value> indexes) throws ExecutionError {
        boolean text = value instanceof Value.Text;
        if (!text && !(value instanceof Value.Items) || indexes.size() > (text ? 2 : 3)) {
            throw new ExecutionError("a " + value.typeName() + " cannot be sliced with " + indexes.size() + " indexes");
        }
        int length = length(value);
        int from = indexes.isEmpty() ? 0 : position(indexes.get(0), length);
        int to = indexes.size() < 2 ? length : position(indexes.get(1), length);
        int capacity = indexes.size() < 3 ? to : position(indexes.get(2), length);
        if (from > to || to > capacity) {
            throw new ExecutionError("slice from " + from + " to " + to + " is not possible");
        }
        if (value instanceof Value.Items items) {
            return new Value.Items(items.elementType(), items.values().subList(from, to));
        }
        return new Value.Text(((Value.Text) value).bytes().substring(from, to));
    }

    private static int position(Value index, int max) throws ExecutionError {
        long position;
        if (index instanceof Value.Int number) {
            position = number.value();
        } else if (index instanceof Value.Octet octet) {
            position = octet.value();
        } else {
            throw new ExecutionError("an index has to be an int, not a " + index.typeName());
        }
        if (position < 0 || position > max) {
            throw new ExecutionError("index " + position + " is out of range");
        }
        return (int) position;
    }
}
