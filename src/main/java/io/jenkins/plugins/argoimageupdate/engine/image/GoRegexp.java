package io.jenkins.plugins.argoimageupdate.engine.image;

import com.google.re2j.Pattern;

/** Compiles regular expressions of Go's {@code regexp}. */
final class GoRegexp {

    private GoRegexp() {}

    /** @throws com.google.re2j.PatternSyntaxException if Go would not compile it either */
    static Pattern compile(String expression) {
        return Pattern.compile(expression);
    }
}
