package io.jenkins.plugins.argoimageupdate.engine.version;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which versions are allowed, in the language of Masterminds/semver 3.4.0: alternatives after {@code ||}, each of terms that all
 * have to hold, separated by comma or space, such as {@code >=1.2, <2 || 3.x}. A range {@code 1.2 - 1.4} stands for {@code >=1.2,
 * <=1.4}. Pre-releases are allowed only by an alternative that names one, such as {@code ~1.2-0}.
 */
public final class VersionConstraint {

    private static final int MAX_LENGTH = Budget.CONSTRAINT.intValue();
    private static final String NUMBERS = "[0-9|xX*]+";
    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final String VERSION = "v?" + NUMBERS + "(?:\\." + NUMBERS + ")?(?:\\." + NUMBERS + ")?(?:-"
            + IDENTIFIERS + ")?(?:\\+" + IDENTIFIERS + ")?";
    private static final String OPERATOR = "(?:=||!=|>|<|>=|=>|<=|=<|~|~>|\\^)";
    private static final String TERM = OPERATOR + "\\s*" + VERSION;

    private static final int SHOWN = 100;
    private static final String EXAMPLES = "Write one such as '~1.2', '1.x', '>=1.2, <2' or '^1.0 || ^2.0'";

    private static final Pattern RANGE = Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
    private static final Pattern ALTERNATIVE =
            Pattern.compile("\\s*" + TERM + "\\s*(?:(?:\\s+|,\\s*)" + TERM + "\\s*)*");
    private static final Pattern TERMS = Pattern.compile(TERM);

    private final List<Alternative> alternatives;

    private VersionConstraint(List<Alternative> alternatives) {
        this.alternatives = alternatives;
    }

    /** @throws ConfigurationException if the text is no constraint */
    public static VersionConstraint parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the version constraint '" + text.substring(0, SHOWN) + "…'",
                    String.format(Locale.ROOT, "it has more than %,d characters", MAX_LENGTH),
                    EXAMPLES);
        }
        List<Alternative> alternatives = new ArrayList<>();
        for (String written : withoutRanges(text).split("\\|\\|", -1)) {
            if (!ALTERNATIVE.matches(written)) {
                throw improper(text);
            }
            List<VersionTerm> terms = new ArrayList<>();
            Matcher matcher = TERMS.matcher(written);
            while (matcher.find()) {
                terms.add(VersionTerm.parse(matcher.group()).orElseThrow(() -> improper(text)));
            }
            alternatives.add(new Alternative(terms));
        }
        return new VersionConstraint(alternatives);
    }

    /** Whether a version fits one of the alternatives; a pre-release fits only one that names a pre-release itself. */
    public boolean allows(Version version) {
        return alternatives.stream().anyMatch(alternative -> alternative.allows(version));
    }

    /** Whether some alternative names a pre-release; without one, none is allowed. */
    public boolean namesPrerelease() {
        return alternatives.stream().anyMatch(Alternative::namesPrerelease);
    }

    private static String withoutRanges(String text) {
        String rewritten = text;
        Matcher matcher = RANGE.matcher(text);
        while (matcher.find()) {
            String range = matcher.group();
            int start = rewritten.indexOf(range);
            rewritten = rewritten.substring(0, start)
                    + ">= " + matcher.group(1) + ", <= " + matcher.group(2) + " "
                    + rewritten.substring(start + range.length());
        }
        return rewritten;
    }

    private static ConfigurationException improper(String text) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the version constraint '" + text + "'",
                "it is no constraint",
                EXAMPLES);
    }

    private record Alternative(List<VersionTerm> terms) {

        boolean namesPrerelease() {
            return terms.stream().anyMatch(VersionTerm::namesPrerelease);
        }

        boolean allows(Version version) {
            return (!version.isPrerelease() || namesPrerelease())
                    && terms.stream().allMatch(term -> term.allows(version));
        }
    }
}
