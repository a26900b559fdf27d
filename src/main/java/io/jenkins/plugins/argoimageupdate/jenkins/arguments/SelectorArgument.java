package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Selects Applications by more than one name: {@code selector: [glob: 'shop-*', labels: 'team=web', project: 'shop']}. */
public final class SelectorArgument implements Describable<SelectorArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private String glob = "";
    private String labels = "";
    private String project = "";

    @DataBoundConstructor
    public SelectorArgument() {
        // each part may be left out
    }

    public String getGlob() {
        return glob;
    }

    @DataBoundSetter
    public void setGlob(String glob) {
        this.glob = Argument.text(glob);
    }

    /** As {@code kubectl -l} takes them. */
    public String getLabels() {
        return labels;
    }

    @DataBoundSetter
    public void setLabels(String labels) {
        this.labels = Argument.text(labels);
    }

    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(String project) {
        this.project = Argument.text(project);
    }

    /** Whether it selects nothing in particular, as an empty form does. */
    boolean isEmpty() {
        return glob.isEmpty() && labels.isEmpty() && project.isEmpty();
    }

    LabelSelector labelSelector() {
        try {
            return LabelSelector.parse(labels);
        } catch (ConfigurationException e) {
            throw Argument.unusable("selector.labels", e.answer(), e.advice());
        }
    }

    void check() {
        if (!glob.isEmpty() && GlobPattern.compile(glob).isEmpty()) {
            throw Argument.unusable("selector.glob", "'" + glob + "' is a malformed glob", "Close its brackets");
        }
        labelSelector();
    }

    SelectorArgument expand(UnaryOperator<String> variables) {
        SelectorArgument expanded = new SelectorArgument();
        expanded.setGlob(variables.apply(glob));
        expanded.setLabels(variables.apply(labels));
        expanded.setProject(variables.apply(project));
        return expanded;
    }

    /** Names the fields of the form and checks them. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<SelectorArgument> {

        @Override
        public String getDisplayName() {
            return Messages.SelectorArgument_displayName();
        }

        @POST
        public FormValidation doCheckGlob(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(item, () -> {
                SelectorArgument selector = new SelectorArgument();
                selector.setGlob(value);
                selector.check();
            });
        }

        @POST
        public FormValidation doCheckLabels(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(item, () -> {
                SelectorArgument selector = new SelectorArgument();
                selector.setLabels(value);
                selector.check();
            });
        }
    }
}
