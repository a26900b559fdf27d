package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on labels, all of which have to hold, with the meaning that Kubernetes gives them: {@code NOT_IN} and {@code
 * DOES_NOT_EXIST} hold where the label is missing.
 */
public record LabelSelector(List<Requirement> requirements) {

    /** Matches everything. */
    public static final LabelSelector ANY = new LabelSelector(List.of());

    private static final int MAX_LENGTH = Budget.LABEL_SELECTOR.intValue();
    private static final int SHOWN = 100;
    private static final Pattern SET =
            Pattern.compile("([-A-Za-z0-9_./]+)\\s+(in|notin)\\s*\\(([-A-Za-z0-9_.,\\s]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([-A-Za-z0-9_./]+)\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([-A-Za-z0-9_./]+)");

    /** How a label is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /** One condition; {@code values} are of no use for the last two operators. */
    public record Requirement(@Nullable String key, Operator operator, Set<String> values) {

        private boolean matches(Map<String, String> labels) {
            boolean present = labels.containsKey(key);
            boolean among = present && values.contains(labels.get(key));
            return switch (operator) {
                case IN -> among;
                case NOT_IN -> !among;
                case EXISTS -> present;
                case DOES_NOT_EXIST -> !present;
            };
        }

        /** As {@link LabelSelector#parse} takes it, its values in alphabetical order. */
        private @Nullable String text() {
            String all = String.join(",", values.stream().sorted().toList());
            return switch (operator) {
                case IN -> values.size() == 1 ? key + "=" + all : key + " in (" + all + ")";
                case NOT_IN -> values.size() == 1 ? key + "!=" + all : key + " notin (" + all + ")";
                case EXISTS -> key;
                case DOES_NOT_EXIST -> "!" + key;
            };
        }
    }

    /**
     * Reads what {@code kubectl -l} takes, such as {@code team=web,tier!=test,env in (a, b),!legacy}.
     *
     * @throws ConfigurationException if a part is none of these, or it has more than 4,000 characters
     */
    public static LabelSelector parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the label selector '" + text.substring(0, SHOWN) + "…'",
                    String.format(Locale.ROOT, "it has more than %,d characters", MAX_LENGTH),
                    "Shorten it, or give several");
        }
        List<Requirement> requirements = new ArrayList<>();
        for (String part : parts(text)) {
            if (!part.isBlank()) {
                requirements.add(requirement(part.strip(), text));
            }
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    /** What {@link #parse} takes for the same conditions; empty for none. */
    public String text() {
        return requirements.stream().map(Requirement::text).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return text();
    }

    /** Whether labels, by their keys, meet all requirements; without requirements all do. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    /** What commas divide that stand in no parentheses. */
    private static List<String> parts(String text) {
        LinkedList<String> parts = new LinkedList<>();
        int end = text.length();
        boolean inside = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '(' || c == ')') {
                inside = c == ')';
            } else if (c == ',' && !inside) {
                parts.addFirst(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.addFirst(text.substring(0, end));
        return parts;
    }

    private static Requirement requirement(String part, String text) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            Operator operator = set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
            return new Requirement(
                    set.group(1),
                    operator,
                    new LinkedHashSet<>(List.of(set.group(3).strip().split("\\s*,\\s*"))));
        }
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            Operator operator = equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
            return new Requirement(equality.group(1), operator, Set.of(equality.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(part);
        if (existence.matches()) {
            Operator operator = existence.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
            return new Requirement(existence.group(2), operator, Set.of());
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the label selector '" + text + "'",
                "'" + part + "' is no condition",
                "Write key=value, key!=value, key in (a,b), key notin (a,b), key or !key");
    }
}
