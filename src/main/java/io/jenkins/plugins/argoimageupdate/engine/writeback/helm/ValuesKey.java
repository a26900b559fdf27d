package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key of Helm values such as {@code image.tag} or {@code images[0].tag}.
 *
 * @param text as configured; also the key itself where it stands literally in a file
 * @param steps names ({@link String}) and positions in lists ({@link Integer})
 */
record ValuesKey(String text, List<Object> steps) {

    /** More than any chart asks for; a file is nested 200 levels deep at most. */
    static final int MAX_LENGTH = Budget.VALUES_KEY.intValue();

    static final int MAX_STEPS = Budget.VALUES_KEY_DEPTH.intValue();

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,9}");

    /** @throws IllegalArgumentException if it asks for a position that is none, or is too long to be meant */
    static ValuesKey parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "it has more than %,d characters", MAX_LENGTH));
        }
        List<Object> steps = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            int positions = positionsStart(part);
            steps.add(part.substring(0, positions));
            for (int open = positions; open < part.length(); ) {
                int close = part.indexOf(']', open);
                String position = part.substring(open + 1, close);
                if (!NUMBER.matcher(position).matches()) {
                    throw new IllegalArgumentException("'" + position + "' is no position in a list");
                }
                steps.add(Integer.valueOf(position));
                open = close + 1;
            }
        }
        if (steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException("it leads more than " + MAX_STEPS + " levels down");
        }
        return new ValuesKey(text, steps);
    }

    /** From where on a part is nothing but brackets with something in them; its end where nowhere. */
    private static int positionsStart(String part) {
        int start = part.indexOf('[');
        while (start >= 0) {
            int end = start;
            while (end < part.length() && part.charAt(end) == '[' && part.indexOf(']', end) >= 0) {
                end = part.indexOf(']', end) + 1;
            }
            if (end == part.length()) {
                return start;
            }
            start = part.charAt(end) == '[' ? -1 : part.indexOf('[', end);
        }
        return part.length();
    }

    /** The key as it is written where the step at {@code depth} is in a list: by its position, the first one unless that step is one. */
    String withPosition(int depth) {
        StringBuilder key = new StringBuilder();
        boolean isPosition = NUMBER.matcher(String.valueOf(steps.get(depth))).matches();
        for (int i = 0; i < steps.size(); i++) {
            if (i == depth) {
                key.append('[').append(isPosition ? steps.get(i) : "0").append(']');
            }
            if (i != depth || !isPosition) {
                boolean position = steps.get(i) instanceof Integer;
                key.append(position ? "[" : i == 0 ? "" : ".")
                        .append(steps.get(i))
                        .append(position ? "]" : "");
            }
        }
        return key.toString();
    }
}
