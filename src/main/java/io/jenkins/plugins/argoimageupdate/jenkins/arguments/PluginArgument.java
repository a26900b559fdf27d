package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;

/** Names the environment variables of a config management plugin that take an image: {@code plugin: [imageName: 'IMAGE', imageTag: 'TAG']}. */
public final class PluginArgument extends ParameterNames<PluginArgument> {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public PluginArgument() {
        // each part may be left out
    }

    ManifestTarget.Plugin toTarget() {
        return new ManifestTarget.Plugin(getImageName(), getImageTag(), getImageSpec());
    }

    PluginArgument expand(UnaryOperator<String> variables) {
        return expandInto(new PluginArgument(), variables);
    }

    /** Names the fields of the form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PluginArgument> {

        @Override
        public String getDisplayName() {
            return Messages.PluginArgument_displayName();
        }
    }
}
