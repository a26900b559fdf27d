package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Names the Helm parameters, or keys of a values file, that take an image: {@code helm: [imageName: 'frontend.image', imageTag: 'frontend.tag']}. */
public final class HelmArgument extends ParameterNames<HelmArgument> {

    private static final long serialVersionUID = 1L;

    private String imageRegistry = "";
    private String imageDigest = "";

    @DataBoundConstructor
    public HelmArgument() {
        // each part may be left out
    }

    /** Takes the registry, and the name then goes without it; empty in jobs from before there was one. */
    public String getImageRegistry() {
        return Argument.text(imageRegistry);
    }

    @DataBoundSetter
    public void setImageRegistry(String imageRegistry) {
        this.imageRegistry = Argument.text(imageRegistry);
    }

    /** Takes the digest, and the tag then goes without it. */
    public String getImageDigest() {
        return Argument.text(imageDigest);
    }

    @DataBoundSetter
    public void setImageDigest(String imageDigest) {
        this.imageDigest = Argument.text(imageDigest);
    }

    ManifestTarget.Helm toTarget() {
        return new ManifestTarget.Helm(
                getImageName(), getImageTag(), getImageSpec(), getImageRegistry(), getImageDigest());
    }

    HelmArgument expand(UnaryOperator<String> variables) {
        HelmArgument expanded = expandInto(new HelmArgument(), variables);
        expanded.setImageRegistry(variables.apply(getImageRegistry()));
        expanded.setImageDigest(variables.apply(getImageDigest()));
        return expanded;
    }

    /** Names the fields of the form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<HelmArgument> {

        @Override
        public String getDisplayName() {
            return Messages.HelmArgument_displayName();
        }
    }
}
