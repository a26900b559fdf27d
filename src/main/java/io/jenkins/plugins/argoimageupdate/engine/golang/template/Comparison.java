package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.List;

/** {@code eq}, {@code lt} and the like. */
final class Comparison {

    private enum Kind {
        TEXT,
        WHOLE,
        REAL,
        BOOL,
        OTHER
    }

    private Comparison() {}

    /** Whether the first value equals one of the others; stops at the first that does. */
    static boolean equalsAny(Value first, List<Value> others) throws ExecutionError {
        if (others.isEmpty()) {
            throw new ExecutionError("eq needs something to compare with");
        }
        for (Value other : others) {
            if (equal(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Value left, Value right) throws ExecutionError {
        Kind kind = kind(left);
        if (left instanceof Value.None || right instanceof Value.None) {
            return kind == kind(right) && isNil(left) == isNil(right);
        }
        if (kind != kind(right)) {
            throw incompatible(left, right);
        }
        if (kind == Kind.WHOLE) {
            return whole(left) == whole(right);
        }
        if (kind == Kind.REAL) {
            return ((Value.Real) left).value() == ((Value.Real) right).value();
        }
        if (kind != Kind.OTHER) {
            return left.equals(right);
        }
        if (left.getClass() != right.getClass()) {
            throw incompatible(left, right);
        }
        if (isNil(left) || isNil(right)) {
            return isNil(left) == isNil(right);
        }
        if (right instanceof Value.Fields fields && fields.comparable()) {
            return left.equals(right);
        }
        throw incompatible(left, right);
    }

    /** Orders two strings by bytes, or two numbers of the same kind. */
    static int compare(Value left, Value right) throws ExecutionError {
        Kind kind = kind(left);
        if (kind != kind(right) || kind == Kind.BOOL || kind == Kind.OTHER) {
            throw incompatible(left, right);
        }
        return switch (kind) {
            case TEXT -> ((Value.Text) left).bytes().compareTo(((Value.Text) right).bytes());
            case WHOLE -> Long.compare(whole(left), whole(right));
            default -> Double.compare(((Value.Real) left).value(), ((Value.Real) right).value());
        };
    }

    private static Kind kind(Value value) {
        if (value instanceof Value.Text) {
            return Kind.TEXT;
        }
        if (value instanceof Value.Int || value instanceof Value.Octet) {
            return Kind.WHOLE;
        }
        if (value instanceof Value.Real) {
            return Kind.REAL;
        }
        return value instanceof Value.Bool ? Kind.BOOL : Kind.OTHER;
    }

    private static long whole(Value value) {
        return value instanceof Value.Int number ? number.value() : ((Value.Octet) value).value();
    }

    private static boolean isNil(Value value) {
        return value instanceof Value.None
                || value instanceof Value.Labels labels && labels.entries().isEmpty();
    }

    private static ExecutionError incompatible(Value left, Value right) {
        return new ExecutionError("a " + left.typeName() + " and a " + right.typeName() + " cannot be compared");
    }
}
