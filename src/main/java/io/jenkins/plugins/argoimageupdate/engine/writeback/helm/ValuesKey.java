package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of Helm values such as {@code image.tag} or {@code images[0].tag}.
 *
 * @param text as configured; also the key itself where it stands literally in a file
 * @param steps names ({@link String}) and positions in lists ({@link Integer})
 */
record ValuesKey(String text, List<Object> steps) {

    private static final Pattern INDEXED = Pattern.compile("(.*?)((?:\\[[^\\]]*])+)");
    private static final Pattern INDEX = Pattern.compile("\\[([^\\]]*)]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,9}");

    static ValuesKey parse(String text) {
        List<Object> steps = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            Matcher indexed = INDEXED.matcher(part);
            if (!indexed.matches()) {
                steps.add(part);
                continue;
            }
            steps.add(indexed.group(1));
            Matcher index = INDEX.matcher(indexed.group(2));
            while (index.find()) {
                if (!NUMBER.matcher(index.group(1)).matches()) {
                    throw new IllegalArgumentException("'" + index.group(1) + "' is no position in a list");
                }
                steps.add(Integer.valueOf(index.group(1)));
            }
        }
        return new ValuesKey(text, steps);
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
