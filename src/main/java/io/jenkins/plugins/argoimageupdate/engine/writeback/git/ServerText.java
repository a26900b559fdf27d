package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.util.stream.Collectors;

/** Text from a server, made fit for a message. */
final class ServerText {

    private static final int MAX_LENGTH = 500;

    private ServerText() {}

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
