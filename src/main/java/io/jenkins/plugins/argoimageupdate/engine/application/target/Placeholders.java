package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of a template that was to be filled in before, such as an ApplicationSet's. */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]*(}})?");

    private Placeholders() {}

    /** @throws ConfigurationException if a text still has a placeholder: nothing is really called so */
    public static void refuse(String text, String attempted) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    attempted,
                    "the placeholder " + placeholder.group() + " was not replaced",
                    "Correct the ApplicationSet or template that makes the Application; goTemplate decides between {{.path.path}} and"
                            + " {{path}}");
        }
    }
}
