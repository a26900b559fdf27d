package io.jenkins.plugins.argoimageupdate.cli.conformance;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A case's id, in which {@code *} stands for any text. */
record IdPattern(Pattern pattern) {

    static IdPattern of(String glob) {
        String expression =
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return new IdPattern(Pattern.compile(expression));
    }

    boolean matches(String id) {
        return pattern.matches(id);
    }
}
