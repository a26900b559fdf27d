package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.address.UriReference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next page in {@code Link} headers (RFC 8288): the link with {@code rel="next"}, or one without any relation. Some
 * registries (zot before 2.0) leave out the angle brackets.
 */
public final class LinkHeader {

    private static final String RELATION = "rel";

    private final String text;
    private int position;

    private LinkHeader(String text) {
        this.text = text;
    }

    /**
     * The address of the next page, resolved against that of this page.
     *
     * @throws IllegalArgumentException if there is one, but it cannot be read, or the headers are too long to look for it
     */
    public static Optional<URI> next(List<String> headers, URI page) {
        if (headers.size() > Budget.HTTP_HEADER_LINES.value()
                || headers.stream().anyMatch(line -> line.length() > Budget.HTTP_HEADER.value())) {
            throw new IllegalArgumentException("links that are too long");
        }
        for (String header : headers) {
            Optional<String> next = new LinkHeader(header).next();
            if (next.isPresent()) {
                return next.map(reference -> hierarchical(UriReference.resolve(page, reference)));
            }
        }
        return Optional.empty();
    }

    private Optional<String> next() {
        Optional<String> bare = bare();
        if (bare.isPresent() && isNext(parameters())) {
            return bare;
        }
        for (int open = text.indexOf('<', position); open >= 0; open = text.indexOf('<', position)) {
            int close = text.indexOf('>', open);
            if (close < 0) {
                return Optional.empty();
            }
            String reference = text.substring(open + 1, close);
            position = close + 1;
            if (isNext(parameters())) {
                return Optional.of(reference);
            }
        }
        return Optional.empty();
    }

    /** A reference without brackets at the beginning, with parameters after it. */
    private Optional<String> bare() {
        int start = afterSpaces(0);
        boolean path = text.startsWith("/", start);
        if (!path && !text.startsWith("http://", start) && !text.startsWith("https://", start)) {
            return Optional.empty();
        }
        int end = start;
        while (end < text.length() && ";,".indexOf(text.charAt(end)) < 0 && !isSpace(end)) {
            end++;
        }
        if (!text.startsWith(";", afterSpaces(end))) {
            return Optional.empty();
        }
        position = end;
        return Optional.of(text.substring(start, end));
    }

    /** What comes before the next reference. */
    private String parameters() {
        int open = text.indexOf('<', position);
        String parameters = text.substring(position, open < 0 ? text.length() : open);
        position += parameters.length();
        return parameters;
    }

    private static boolean isNext(String parameters) {
        String relations = new LinkHeader(parameters).relations();
        return relations == null
                || List.of(relations.toLowerCase(Locale.ROOT).split("\\s")).contains("next");
    }

    /** The value of the first parameter of that name; null if there is none. */
    private @Nullable String relations() {
        for (int semicolon = text.indexOf(';'); semicolon >= 0; semicolon = text.indexOf(';', semicolon + 1)) {
            int name = afterSpaces(semicolon + 1);
            int equals = afterSpaces(name + RELATION.length());
            if (text.regionMatches(true, name, RELATION, 0, RELATION.length()) && text.startsWith("=", equals)) {
                int value = afterSpaces(equals + 1);
                int start = text.startsWith("\"", value) ? value + 1 : value;
                int end = start;
                while (end < text.length() && "\",;".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                return text.substring(start, end);
            }
        }
        return null;
    }

    private int afterSpaces(int from) {
        int at = from;
        while (at < text.length() && isSpace(at)) {
            at++;
        }
        return at;
    }

    private boolean isSpace(int at) {
        return " \t\n\u000B\f\r".indexOf(text.charAt(at)) >= 0;
    }

    private static URI hierarchical(URI link) {
        if (link.isOpaque()) {
            throw new IllegalArgumentException("a link without a path");
        }
        return link;
    }
}
