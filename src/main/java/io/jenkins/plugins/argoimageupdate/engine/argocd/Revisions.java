package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Words for messages. */
final class Revisions {

    private static final int SHORT = 7;
    private static final int SOME = 10;

    private Revisions() {}

    /** Commits as seven digits, each once; other revisions as they are. */
    static String shorten(List<String> revisions) {
        if (revisions.isEmpty()) {
            return "no revision";
        }
        return revisions.stream()
                .map(r -> r.length() >= 40 ? r.substring(0, SHORT) : r)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The first ten, and how many there are besides. */
    static String some(List<String> items) {
        String text = items.stream().limit(SOME).collect(Collectors.joining(", "));
        return items.size() <= SOME ? text : text + " and " + (items.size() - SOME) + " more";
    }

    static String duration(Duration duration) {
        return duration.toSeconds() < 120 ? duration.toSeconds() + " seconds" : duration.toMinutes() + " minutes";
    }
}
