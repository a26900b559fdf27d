package io.jenkins.plugins.argoimageupdate.engine.watch;

import java.util.regex.Pattern;

/** A version constraint that a comma cut in two where commas separate something else, such as images. */
final class CutConstraint {

    private static final Pattern OPERATOR = Pattern.compile("[<>=!~^].*", Pattern.DOTALL);
    private static final Pattern NUMBERS = Pattern.compile("v?\\d++(?:\\.(?:\\d++|[xX*]))++(?:\\s++-\\s++\\S++)?");

    private CutConstraint() {}

    /** Whether a text can only be the second part of a constraint: it begins with an operator, or is nothing but a version. */
    static boolean isRest(String text) {
        return OPERATOR.matcher(text).matches() || NUMBERS.matcher(text).matches();
    }
}
