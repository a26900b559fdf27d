package io.jenkins.plugins.argoimageupdate.jenkins.config;

import hudson.Extension;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Commits are not signed. */
public final class NoSigning extends SigningConfig {

    @DataBoundConstructor
    public NoSigning() {
        // nothing to say
    }

    @Override
    Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<CommitSigner> toSigner(CredentialResolver resolver) {
        return Optional.empty();
    }

    @Extension(ordinal = 100)
    @Symbol("none")
    public static final class DescriptorImpl extends SigningDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.NoSigning_displayName();
        }
    }
}
