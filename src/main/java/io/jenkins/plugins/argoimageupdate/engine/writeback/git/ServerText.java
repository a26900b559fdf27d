package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.http.EchoedCredentials;
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

    /** One line without control characters or terminal sequences, not too long; empty for null. */
    static String line(String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("\u001B\\[[0-9;]*[A-Za-z]", "")
                .lines()
                .map(part -> part.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
