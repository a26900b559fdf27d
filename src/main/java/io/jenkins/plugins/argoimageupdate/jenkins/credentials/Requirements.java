package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import java.util.List;

/** What an address asks of the domain of credentials: to cover its scheme, host and path. */
final class Requirements {

    private Requirements() {}

    /** @param url also as Git writes it, {@code git@host:path}; empty for no requirement */
    static List<DomainRequirement> of(String url) {
        if (url.isBlank()) {
            return List.of();
        }
        TargetAddress address = TargetAddress.ofRepository(url);
        return URIRequirementBuilder.fromUri(address.host().isEmpty() ? url : address.withScheme())
                .build();
    }
}
