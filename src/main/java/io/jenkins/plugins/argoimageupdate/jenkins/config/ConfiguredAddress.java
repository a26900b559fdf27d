package io.jenkins.plugins.argoimageupdate.jenkins.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import java.net.URI;

/** An http address out of the configuration, which may have come from a file that nobody has checked. */
final class ConfiguredAddress {

    private ConfiguredAddress() {}

    /**
     * @param ofWhat for the message
     * @throws ConfigurationException if the text is no http or https address, or has a user, a query or a fragment in it
     */
    static URI of(String text, String ofWhat) {
        try {
            return ServerAddress.ofWeb(text, Messages.ConfiguredAddress_attempted(ofWhat))
                    .toUri();
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    e.reason(),
                    Messages.ConfiguredAddress_attempted(ofWhat),
                    Messages.ConfiguredAddress_answer(),
                    Messages.ConfiguredAddress_advice(),
                    e);
        }
    }
}
