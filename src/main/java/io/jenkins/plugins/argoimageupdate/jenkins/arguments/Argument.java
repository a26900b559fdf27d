package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import io.jenkins.plugins.argoimageupdate.engine.watch.ValuePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads values of arguments, and refuses those that cannot be meant, naming the argument. */
final class Argument {

    /** Source: XML 1.0, section 2.2. */
    private static final Pattern NOT_IN_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]");

    private Argument() {}

    /** Without what XML cannot hold: builds and jobs are saved with their arguments. */
    static String text(String value) {
        return NOT_IN_XML.matcher(Util.fixNull(value)).replaceAll("").strip();
    }

    /** One string may hold several entries, on lines of their own or with commas between, as forms send them. */
    static List<String> texts(List<String> values) {
        List<String> entries = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            entries.addAll(TextList.ofLines(text(value)));
        }
        return entries;
    }

    /** Null, which leaves the decision to annotations, for an argument that was not given. */
    static String given(String value) {
        return Util.fixEmpty(value);
    }

    static List<String> given(List<String> values) {
        return values.isEmpty() ? null : List.copyOf(values);
    }

    static void requireOneOf(String argument, String value, List<String> known) {
        if (!known.contains(value)) {
            throw unusable(argument, "'" + value + "' is not known", SpellingSuggestion.advice(value, known));
        }
    }

    static DriftPolicy driftPolicy(String value) {
        requireOneOf("drift", value, DriftPolicy.ids());
        return DriftPolicy.parse(value);
    }

    /** @param argument its name in messages */
    static ValuePlace place(String argument) {
        return (answer, advice) -> unusable(argument, answer, advice);
    }

    static ConfigurationException unusable(String argument, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "use the argument '" + argument + "'", answer, advice);
    }
}
