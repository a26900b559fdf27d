package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import java.util.Optional;

/** Whether and how commits are signed. */
public abstract class SigningConfig implements Describable<SigningConfig> {

    SigningConfig() {
        // for the kinds in this package only
    }

    /** What is missing; empty if nothing is. */
    abstract Optional<String> problem();

    /** For the engine, with the key as the resolver's job may use it; empty for none. */
    public abstract Optional<CommitSigner> toSigner(CredentialResolver resolver);

    /** A kind of signing. */
    public abstract static class SigningDescriptor extends Descriptor<SigningConfig> {}
}
