package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Words for messages. */
public final class ArgoCdMessages {

    private static final int SHORT = 7;
    private static final int SOME = 10;
    private static final int LONGEST = 1000;
    /** Argo CD ends a sentence that has an end already. */
    private static final Pattern TWO_STOPS = Pattern.compile("([^.\\s])\\.\\.(\\s|$)");

    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");

    private ArgoCdMessages() {}

    /** Commits as seven digits, each once; other revisions as they are. */
    public static String shorten(List<String> revisions) {
        if (revisions.isEmpty()) {
            return "no revision";
        }
        return revisions.stream()
                .map(r -> r.length() >= 40 ? r.substring(0, SHORT) : r)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The first ten, and how many there are besides. */
    public static String some(List<String> items) {
        return FirstFew.of(items, SOME).toString();
    }

    /** A time in words, cut to whole seconds below two minutes and to whole minutes from there on. */
    public static String duration(Duration duration) {
        return duration.toSeconds() < 120 ? duration.toSeconds() + " seconds" : duration.toMinutes() + " minutes";
    }

    /**
     * What a server said, made fit for a message: one line, bounded, no user and password of an address and no pages of a
     * specification in it.
     */
    public static String quoted(String message) {
        String one = USER_INFO
                .matcher(CleanText.line(message))
                .replaceAll("://")
                .strip()
                .replaceAll(" {2,}+", " ");
        String line = TWO_STOPS.matcher(InvalidValues.without(one)).replaceAll("$1.$2");
        return CleanText.line(Secrets.masked(line), LONGEST);
    }

    /** An address without user info and query. */
    public static String address(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getPath() == null ? "" : uri.getPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }
}
