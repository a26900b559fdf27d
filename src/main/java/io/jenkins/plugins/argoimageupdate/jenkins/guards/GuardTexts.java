package io.jenkins.plugins.argoimageupdate.jenkins.guards;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.watch.ValuePlace;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** Reads and checks the texts of guards. */
final class GuardTexts {

    /** Source: XML 1.0, section 2.2. */
    private static final Pattern NOT_IN_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]");

    private GuardTexts() {}

    /** Without what XML cannot hold: builds and jobs are saved with their guards. */
    static String text(@CheckForNull String value) {
        return NOT_IN_XML.matcher(Util.fixNull(value)).replaceAll("").strip();
    }

    /** One string may hold several entries on lines of their own, as forms send them. */
    static List<String> lines(@CheckForNull List<String> values) {
        List<String> lines = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            text(value)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
        }
        return lines;
    }

    /** @param name of the argument in messages, such as {@code guards.minimumAge} */
    static ValuePlace place(String name) {
        return (answer, advice) -> new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "use the argument '" + name + "'", answer, advice);
    }

    /** @param reading throws a {@link ConfigurationException} for a text that cannot be used */
    static FormValidation check(
            @CheckForNull Item item, @CheckForNull String value, BiFunction<String, ValuePlace, ?> reading) {
        boolean allowed =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        String given = text(value);
        if (!allowed || given.isEmpty() || given.contains("$")) {
            return FormValidation.ok();
        }
        try {
            reading.apply(given, place(""));
            return FormValidation.ok();
        } catch (ConfigurationException e) {
            return FormValidation.error(Messages.GuardTexts_unusable(e.answer(), e.advice()));
        } catch (RuntimeException | StackOverflowError e) {
            return FormValidation.error(Breakdown.of("The check of this field", e));
        }
    }
}
