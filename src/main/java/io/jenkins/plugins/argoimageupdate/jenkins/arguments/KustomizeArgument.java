package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Names the image in the manifests that Kustomize replaces: {@code kustomize: [imageName: 'frontend']}. */
public final class KustomizeArgument implements Describable<KustomizeArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private String imageName = "";

    @DataBoundConstructor
    public KustomizeArgument() {
        // the name may be left out
    }

    /** Empty for the image's own name. */
    public String getImageName() {
        return imageName;
    }

    @DataBoundSetter
    public void setImageName(String imageName) {
        this.imageName = Argument.text(imageName);
    }

    ManifestTarget.Kustomize toTarget() {
        return new ManifestTarget.Kustomize(imageName);
    }

    KustomizeArgument expand(UnaryOperator<String> variables) {
        KustomizeArgument expanded = new KustomizeArgument();
        expanded.setImageName(variables.apply(imageName));
        return expanded;
    }

    /** Names the field of the form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<KustomizeArgument> {

        @Override
        public String getDisplayName() {
            return Messages.KustomizeArgument_displayName();
        }
    }
}
