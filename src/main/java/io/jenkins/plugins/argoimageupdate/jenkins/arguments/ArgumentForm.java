package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.HomogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.ParameterType;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * What form the value of an argument has in a Pipeline.
 *
 * @param describe for messages, with an example
 * @param values those that data binding can use
 */
record ArgumentForm(String describe, Predicate<Object> values) {

    private static final ArgumentForm ANY = new ArgumentForm("any value", value -> true);

    static ArgumentForm of(ParameterType type) {
        if (type instanceof ArrayType array) {
            boolean maps = array.getElementType() instanceof HomogeneousObjectType;
            return new ArgumentForm("a list, such as " + (maps ? "[[…], […]]" : "['…', '…']"), List.class::isInstance);
        }
        Class<?> wanted = type.getActualType() instanceof Class<?> known ? known : Object.class;
        if (type instanceof HomogeneousObjectType) {
            return new ArgumentForm("a map, such as [name: '…']", value -> isMap(value, wanted));
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return new ArgumentForm("true or false", value -> isOneOf(value, "(?i)true|false"));
        }
        if (wanted == int.class || wanted == Integer.class) {
            return new ArgumentForm("a whole number", value -> isOneOf(value, "[+-]?[0-9]{1,9}"));
        }
        return wanted == String.class ? new ArgumentForm("a text, such as '…'", CharSequence.class::isInstance) : ANY;
    }

    boolean fits(Object value) {
        return values.test(value);
    }

    private static boolean isMap(Object value, Class<?> wanted) {
        return value instanceof Map || value instanceof UninstantiatedDescribable || wanted.isInstance(value);
    }

    /** Build parameters hand on all values as text. */
    private static boolean isOneOf(Object value, String pattern) {
        boolean simple = value instanceof CharSequence || value instanceof Boolean || value instanceof Number;
        return simple && value.toString().matches(pattern);
    }
}
