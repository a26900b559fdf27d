package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

/**
 * Takes the values out of what Kubernetes says of a resource that it refuses: {@code spec.template: Invalid value:
 * core.PodTemplateSpec{…}: field is immutable} has pages of a pod's specification before the four words that matter.
 */
final class InvalidValues {

    private static final String MARK = "Invalid value: ";
    private static final int SHORT_ENOUGH = 60;
    private static final int LONGEST_TYPE = 100;

    private InvalidValues() {}

    /** The same line with short values only. */
    static String without(String line) {
        StringBuilder kept = new StringBuilder();
        int from = 0;
        for (int mark = line.indexOf(MARK); mark >= 0; mark = line.indexOf(MARK, from)) {
            int value = mark + MARK.length();
            int end = endOfStructure(line, value);
            if (end < 0 || end - value <= SHORT_ENOUGH) {
                kept.append(line, from, value);
                from = value;
            } else if (line.startsWith(": ", end)) {
                kept.append(line, from, mark);
                from = end + 2;
            } else {
                kept.append(line, from, value).append('…');
                from = end;
            }
        }
        return kept.append(line.substring(from)).toString();
    }

    /** Where a structure ends, as Go or JSON prints it; the end of the line for one that was cut off; -1 for another value. */
    private static int endOfStructure(String line, int start) {
        int open = start;
        while (open < line.length() && open - start < LONGEST_TYPE && isOfType(line.charAt(open))) {
            open++;
        }
        if (open == line.length() || line.charAt(open) != '{') {
            return -1;
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return line.length();
    }

    private static boolean isOfType(char c) {
        return Character.isLetterOrDigit(c) || "&*.[]_/".indexOf(c) >= 0;
    }
}
