package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import java.util.List;

/**
 * What credentials are needed for.
 *
 * @param id as configured
 * @param purpose what they log in to, for messages
 * @param url what the domain of the credentials has to cover; empty if there is no such address
 * @param kinds which kinds of credentials will do, for messages
 */
record CredentialNeed(String id, String purpose, String url, String kinds) {

    List<DomainRequirement> requirements() {
        return Requirements.of(url);
    }

    /** What a server of the same kind would ask that has nothing to do with this one. */
    List<DomainRequirement> requirementsElsewhere() {
        String scheme = TargetAddress.ofRepository(url).scheme();
        return Requirements.of((scheme.isEmpty() ? "https" : scheme) + "://elsewhere.invalid/elsewhere");
    }

    /** The host, for messages. */
    String host() {
        return TargetAddress.ofRepository(url).host();
    }
}
