package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What credentials are needed for.
 *
 * @param id as configured
 * @param purpose what they log in to, for messages
 * @param server what they are sent to, which their domain has to cover; null for what is sent to no server
 * @param kinds which kinds of credentials will do, for messages
 */
record CredentialRequest(
        String id, String purpose, @Nullable ServerAddress server, String kinds) {

    List<DomainRequirement> requirements() {
        return server == null ? List.of() : Requirements.of(server);
    }

    /** What another host would ask for the same; of what is sent to no server nothing. */
    List<DomainRequirement> requirementsElsewhere() {
        return server == null ? List.of() : Requirements.ofElsewhere(server);
    }

    /** The host, with its port if it is not the usual one, for messages. */
    String host() {
        return server == null ? "" : server.authority();
    }

    /** The address without login, for messages. */
    String address() {
        return server == null ? "" : server.toString();
    }
}
