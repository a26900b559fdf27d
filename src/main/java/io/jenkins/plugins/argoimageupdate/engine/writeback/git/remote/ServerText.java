package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text from a server, made fit for a message. */
public final class ServerText {

    private static final int MAX_LENGTH = 500;

    private ServerText() {}

    /** The same without these credentials, in case the server repeats them. */
    public static String line(@Nullable String text, GitCredentials credentials) {
        List<String> secrets = secrets(credentials);
        String clean = Secrets.masked(parts(Secrets.masked(text == null ? "" : text, secrets)), secrets);
        return CleanText.line(clean, MAX_LENGTH);
    }

    /** What of credentials is for nobody's eyes, as it is sent. */
    public static List<String> secrets(GitCredentials credentials) {
        if (!(credentials instanceof GitCredentials.UserPassword pair)) {
            return List.of();
        }
        byte[] login = (pair.user() + ":" + pair.password()).getBytes(StandardCharsets.UTF_8);
        return List.of(Base64.getEncoder().encodeToString(login), pair.password());
    }

    /** One line that is fit to be shown ({@link CleanText}), not too long; empty for null. */
    public static String line(@Nullable String text) {
        return text == null ? "" : CleanText.line(parts(text), MAX_LENGTH);
    }

    private static String parts(String text) {
        return text.lines()
                .map(part -> CleanText.line(part).strip())
                .filter(part -> !part.isEmpty())
                .limit(MAX_LENGTH)
                .collect(Collectors.joining("; "));
    }
}
