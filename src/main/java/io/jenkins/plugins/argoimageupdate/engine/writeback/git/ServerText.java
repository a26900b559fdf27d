package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.http.EchoedCredentials;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Text from a server, made fit for a message. */
final class ServerText {

    private static final int MAX_LENGTH = 500;

    private ServerText() {}

    /** The same without these credentials, in case the server repeats them. */
    static String line(String text, GitCredentials credentials) {
        if (!(credentials instanceof GitCredentials.UserPassword pair)) {
            return line(text);
        }
        byte[] login = (pair.user() + ":" + pair.password()).getBytes(StandardCharsets.UTF_8);
        return line(EchoedCredentials.masked(
                text == null ? "" : text, List.of(Base64.getEncoder().encodeToString(login), pair.password())));
    }

    /** One line that is fit to be shown ({@link CleanText}), not too long; empty for null. */
    static String line(String text) {
        if (text == null) {
            return "";
        }
        String line = text.lines()
                .map(part -> CleanText.line(part).strip())
                .filter(part -> !part.isEmpty())
                .limit(MAX_LENGTH)
                .collect(Collectors.joining("; "));
        return CleanText.line(line, MAX_LENGTH);
    }
}
