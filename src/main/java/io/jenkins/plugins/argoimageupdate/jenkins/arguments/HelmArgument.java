package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Names the Helm parameters, or keys of a values file, that take an image: {@code helm: [imageName: 'frontend.image', imageTag: 'frontend.tag']}. */
public final class HelmArgument implements Describable<HelmArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private String imageName = "";
    private String imageTag = "";
    private String imageSpec = "";

    @DataBoundConstructor
    public HelmArgument() {
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

    ManifestTarget.Helm toTarget() {
        return new ManifestTarget.Helm(imageName, imageTag, imageSpec);
    }

    HelmArgument expand(UnaryOperator<String> variables) {
        HelmArgument expanded = new HelmArgument();
        expanded.setImageName(variables.apply(imageName));
        expanded.setImageTag(variables.apply(imageTag));
        expanded.setImageSpec(variables.apply(imageSpec));
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
