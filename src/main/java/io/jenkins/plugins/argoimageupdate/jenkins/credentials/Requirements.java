package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import java.util.List;

/**
 * What an address asks of the domain of credentials: to cover its scheme, host, port and path. No requirement at all would make every
 * domain match, so an address always asks for all four, and comes parsed.
 */
final class Requirements {

    /** A server that cannot be (RFC 2606), which no domain names. */
    private static final ServerAddress NOWHERE = ServerAddress.ofRepository("https://elsewhere.invalid/elsewhere");

    private Requirements() {}

    static List<DomainRequirement> of(ServerAddress address) {
        return URIRequirementBuilder.create()
                .withScheme(address.scheme())
                .withHostnamePort(address.host(), address.port())
                .withPath("/" + address.place())
                .build();
    }

    /** What the same address would ask at a host that has nothing to do with any other. */
    static List<DomainRequirement> ofElsewhere(ServerAddress address) {
        return of(new ServerAddress(
                address.scheme(), NOWHERE.host(), address.port(), address.path(), "", address.isShort()));
    }

    /**
     * What a form may offer for a text that somebody is writing, to choose by name alone: everything while it is empty or a variable is
     * in it; for one that is no address nothing that is bound to a server.
     */
    static List<DomainRequirement> ofForm(String url) {
        if (url.isBlank() || url.contains("${")) {
            return List.of();
        }
        try {
            return of(ServerAddress.ofRepositories(url));
        } catch (ConfigurationException e) {
            return of(NOWHERE);
        }
    }
}
