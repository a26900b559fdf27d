package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;

/** Names the Helm parameters, or keys of a values file, that take an image: {@code helm: [imageName: 'frontend.image', imageTag: 'frontend.tag']}. */
public final class HelmArgument extends ParameterNames<HelmArgument> {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public HelmArgument() {
        // each part may be left out
    }

    ManifestTarget.Helm toTarget() {
        return new ManifestTarget.Helm(getImageName(), getImageTag(), getImageSpec());
    }

    HelmArgument expand(UnaryOperator<String> variables) {
        return expandInto(new HelmArgument(), variables);
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
