package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110, section 11.6.1), for example
 * {@code Bearer realm="https://auth.example.com/token",service="registry.example.com"}.
 *
 * @param scheme in lower case
 * @param parameters by name in lower case, unquoted; a token68 is kept under the empty name
 */
public record AuthChallenge(String scheme, Map<String, String> parameters) {

    /** A parameter, or the empty string. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The first challenge of a scheme. */
    static Optional<AuthChallenge> find(List<AuthChallenge> challenges, String scheme) {
        return challenges.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
    }

    /** All challenges of all header lines, in order; what cannot be read ends its line, and lines that are too long are left out. */
    static List<AuthChallenge> parse(List<String> headerLines) {
        List<AuthChallenge> challenges = new ArrayList<>();
        List<String> few = headerLines.subList(0, Math.min(headerLines.size(), Budget.HTTP_HEADER_LINES.intValue()));
        for (String line : few) {
            if (line.length() <= Budget.HTTP_HEADER.value()) {
                new Reader(line).readInto(challenges);
            }
        }
        return challenges;
    }

    private static final class Reader {

        private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
        private static final String TOKEN68_PUNCTUATION = "-._~+/";

        private final String line;
        private int position;

        Reader(String line) {
            this.line = line;
        }

        void readInto(List<AuthChallenge> challenges) {
            Map<String, String> parameters = null;
            while (skipSeparators()) {
                String name = token();
                if (name.isEmpty()) {
                    return;
                }
                if (parameters != null && skipEquals()) {
                    parameters.put(name.toLowerCase(Locale.ROOT), value());
                } else {
                    parameters = new LinkedHashMap<>();
                    challenges.add(new AuthChallenge(name.toLowerCase(Locale.ROOT), parameters));
                    readToken68(parameters);
                }
            }
        }

        private boolean skipSeparators() {
            while (position < line.length() && (isSpace() || line.charAt(position) == ',')) {
                position++;
            }
            return position < line.length();
        }

        private void skipSpaces() {
            while (position < line.length() && isSpace()) {
                position++;
            }
        }

        private boolean isSpace() {
            return line.charAt(position) == ' ' || line.charAt(position) == '\t';
        }

        private boolean skipEquals() {
            int start = position;
            skipSpaces();
            if (position < line.length() && line.charAt(position) == '=') {
                position++;
                skipSpaces();
                return true;
            }
            position = start;
            return false;
        }

        private String token() {
            int start = position;
            while (position < line.length() && isOneOf(TOKEN_PUNCTUATION)) {
                position++;
            }
            return line.substring(start, position);
        }

        private boolean isOneOf(String punctuation) {
            char c = line.charAt(position);
            return c < 128 && Character.isLetterOrDigit(c) || punctuation.indexOf(c) >= 0;
        }

        private void readToken68(Map<String, String> parameters) {
            int start = position;
            skipSpaces();
            int from = position;
            while (position < line.length() && isOneOf(TOKEN68_PUNCTUATION)) {
                position++;
            }
            boolean some = position > from;
            while (position < line.length() && line.charAt(position) == '=') {
                position++;
            }
            int to = position;
            skipSpaces();
            if (some && (position == line.length() || line.charAt(position) == ',')) {
                parameters.put("", line.substring(from, to));
            } else {
                position = start;
            }
        }

        private String bareValue() {
            int start = position;
            while (position < line.length() && !isSpace() && line.charAt(position) != ',') {
                position++; // laxer than a token: some registries leave out the quotes of an address
            }
            return line.substring(start, position);
        }

        private String value() {
            if (position >= line.length() || line.charAt(position) != '"') {
                return bareValue();
            }
            StringBuilder text = new StringBuilder();
            for (position++; position < line.length() && line.charAt(position) != '"'; position++) {
                if (line.charAt(position) == '\\' && position + 1 < line.length()) {
                    position++;
                }
                text.append(line.charAt(position));
            }
            position++;
            return text.toString();
        }
    }
}
