package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.model.Describable;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters, keys or variables of an Application that take an image.
 *
 * @param <T> what holds them
 */
public abstract class ParameterNames<T extends ParameterNames<T>> implements Describable<T>, Serializable {

    private static final long serialVersionUID = 1L;

    private String imageName = "";
    private String imageTag = "";
    private String imageSpec = "";

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

    /** @return {@code expanded}, which takes these names with the variables in them replaced */
    T expandInto(T expanded, UnaryOperator<String> variables) {
        expanded.setImageName(variables.apply(imageName));
        expanded.setImageTag(variables.apply(imageTag));
        expanded.setImageSpec(variables.apply(imageSpec));
        return expanded;
    }
}
