package io.jenkins.plugins.argoimageupdate.jenkins.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** An http address out of the configuration, which may have come from a file that nobody has checked. */
final class ConfiguredAddress {

    private ConfiguredAddress() {}

    /**
     * @param ofWhat for the message
     * @throws ConfigurationException if the text is no http or https address, or has a user in it
     */
    static URI of(String text, String ofWhat) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("http", "https").contains(scheme)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // refused below; the message of the exception would repeat the text, which may hold a password
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                Messages.ConfiguredAddress_attempted(ofWhat),
                Messages.ConfiguredAddress_answer(),
                Messages.ConfiguredAddress_advice());
    }
}
