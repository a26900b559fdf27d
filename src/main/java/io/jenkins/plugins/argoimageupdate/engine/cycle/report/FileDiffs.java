package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A unified diff by file. */
public final class FileDiffs {

    private static final String HEADER = "diff --git ";

    private FileDiffs() {}

    /** The parts of some files; one whose name Git writes in quotes cannot be told apart and stays. */
    public static String of(String diff, Collection<String> files) {
        return split(diff).stream()
                .filter(part -> {
                    String header = part.lines().findFirst().orElse("");
                    return header.endsWith("\"") || files.stream().anyMatch(file -> header.endsWith(" b/" + file));
                })
                .collect(Collectors.joining());
    }

    /** One part for each file, in their order. */
    public static List<String> split(String diff) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < diff.length()) {
            int next = diff.indexOf("\n" + HEADER, start);
            int end = next < 0 ? diff.length() : next + 1;
            parts.add(diff.substring(start, end));
            start = end;
        }
        return parts;
    }
}
