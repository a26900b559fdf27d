package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Names the environment variables of a config management plugin that take an image: {@code plugin: [imageName: 'IMAGE', imageTag: 'TAG']}. */
public final class PluginArgument implements Describable<PluginArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private String imageName = "";
    private String imageTag = "";
    private String imageSpec = "";

    @DataBoundConstructor
    public PluginArgument() {
        // each part may be left out
    }

    public String getImageName() {
        return imageName;
    }

    @DataBoundSetter
    public void setImageName(String imageName) {
        this.imageName = Argument.text(imageName);
    }

    public String getImageTag() {
        return imageTag;
    }

    @DataBoundSetter
    public void setImageTag(String imageTag) {
        this.imageTag = Argument.text(imageTag);
    }

    /** Takes name and tag together instead of the other two. */
    public String getImageSpec() {
        return imageSpec;
    }

    @DataBoundSetter
    public void setImageSpec(String imageSpec) {
        this.imageSpec = Argument.text(imageSpec);
    }

    ManifestTarget.Plugin toTarget() {
        return new ManifestTarget.Plugin(imageName, imageTag, imageSpec);
    }

    PluginArgument expand(UnaryOperator<String> variables) {
        PluginArgument expanded = new PluginArgument();
        expanded.setImageName(variables.apply(imageName));
        expanded.setImageTag(variables.apply(imageTag));
        expanded.setImageSpec(variables.apply(imageSpec));
        return expanded;
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
