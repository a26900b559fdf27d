package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.SettingRules;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * An image to watch. In a Pipeline it is a map: {@code [alias: 'frontend', image: 'example/frontend', strategy: 'newest-build',
 * allowTags: 'regexp:^main', helm: [imageName: 'frontend.image', imageTag: 'frontend.tag']]}. What is left out is as the
 * Application's annotations say.
 */
public final class ImageArgument implements Describable<ImageArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String image;
    private String alias = "";
    private String strategy = "";
    private String constraint = "";
    private String allowTags = "";
    private List<String> ignoreTags = new ArrayList<>();
    private List<String> platforms = new ArrayList<>();
    private Boolean forceUpdate;
    private String credentialsId = "";
    private HelmArgument helm;
    private KustomizeArgument kustomize;
    private PluginArgument plugin;
    private GuardsArgument guards;

    @DataBoundConstructor
    public ImageArgument(String image) {
        this.image = Argument.text(image);
    }

    /** What a {@code config.xml} that somebody else wrote leaves out has its default. */
    private Object readResolve() {
        alias = Argument.text(alias);
        strategy = Argument.text(strategy);
        constraint = Argument.text(constraint);
        allowTags = Argument.text(allowTags);
        credentialsId = Argument.text(credentialsId);
        ignoreTags = ignoreTags == null ? new ArrayList<>() : ignoreTags;
        platforms = platforms == null ? new ArrayList<>() : platforms;
        return this;
    }

    public String getImage() {
        return image;
    }

    public String getAlias() {
        return alias;
    }

    @DataBoundSetter
    public void setAlias(String alias) {
        this.alias = Argument.text(alias);
    }

    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = Argument.text(strategy);
    }

    /** Which versions may be used, such as {@code 1.x}; for the strategy digest the tag to follow. */
    public String getConstraint() {
        return constraint;
    }

    @DataBoundSetter
    public void setConstraint(String constraint) {
        this.constraint = Argument.text(constraint);
    }

    public String getAllowTags() {
        return allowTags;
    }

    @DataBoundSetter
    public void setAllowTags(String allowTags) {
        this.allowTags = Argument.text(allowTags);
    }

    public List<String> getIgnoreTags() {
        return Collections.unmodifiableList(ignoreTags);
    }

    @DataBoundSetter
    public void setIgnoreTags(List<String> ignoreTags) {
        this.ignoreTags = Argument.texts(ignoreTags);
    }

    public List<String> getPlatforms() {
        return Collections.unmodifiableList(platforms);
    }

    @DataBoundSetter
    public void setPlatforms(List<String> platforms) {
        this.platforms = Argument.texts(platforms);
    }

    /** Null to leave it to the annotations. */
    @CheckForNull
    public Boolean getForceUpdate() {
        return forceUpdate;
    }

    @DataBoundSetter
    public void setForceUpdate(@CheckForNull Boolean forceUpdate) {
        this.forceUpdate = forceUpdate;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Argument.text(credentialsId);
    }

    @CheckForNull
    public HelmArgument getHelm() {
        return helm;
    }

    @DataBoundSetter
    public void setHelm(HelmArgument helm) {
        this.helm = helm;
    }

    @CheckForNull
    public KustomizeArgument getKustomize() {
        return kustomize;
    }

    @DataBoundSetter
    public void setKustomize(KustomizeArgument kustomize) {
        this.kustomize = kustomize;
    }

    @CheckForNull
    public PluginArgument getPlugin() {
        return plugin;
    }

    @DataBoundSetter
    public void setPlugin(PluginArgument plugin) {
        this.plugin = plugin;
    }

    @CheckForNull
    public GuardsArgument getGuards() {
        return guards;
    }

    @DataBoundSetter
    public void setGuards(@CheckForNull GuardsArgument guards) {
        this.guards = GuardsArgument.orNull(guards);
    }

    ImageArgument expand(UnaryOperator<String> variables) {
        ImageArgument expanded = new ImageArgument(variables.apply(image));
        expanded.setAlias(variables.apply(alias));
        expanded.setStrategy(variables.apply(strategy));
        expanded.setConstraint(variables.apply(constraint));
        expanded.setAllowTags(variables.apply(allowTags));
        expanded.setIgnoreTags(ignoreTags.stream().map(variables).toList());
        expanded.setPlatforms(platforms.stream().map(variables).toList());
        expanded.setForceUpdate(forceUpdate);
        expanded.setCredentialsId(credentialsId);
        expanded.setHelm(helm == null ? null : helm.expand(variables));
        expanded.setKustomize(kustomize == null ? null : kustomize.expand(variables));
        expanded.setPlugin(plugin == null ? null : plugin.expand(variables));
        expanded.setGuards(guards == null ? null : guards.expand(variables));
        return expanded;
    }

    /** Names the fields of the form, checks them and offers choices. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ImageArgument> {

        @Override
        public String getDisplayName() {
            return Messages.ImageArgument_displayName();
        }

        /** Stapler takes an empty text for false. */
        @Override
        public ImageArgument newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form)
                throws FormException {
            if (form.optString("forceUpdate").isEmpty()) {
                form.remove("forceUpdate");
            }
            return super.newInstance(request, form);
        }

        /** The text of the form's field. */
        public String text(List<String> entries) {
            return entries == null ? "" : String.join(", ", entries);
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(item, () -> ImageRequests.builder(new ImageArgument(value), "images"));
        }

        @POST
        public FormValidation doCheckAllowTags(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(
                    item, () -> SettingRules.requireFilter(Argument.text(value), Argument.place("allowTags")));
        }

        @POST
        public FormValidation doCheckIgnoreTags(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(
                    item,
                    () -> ImageRequests.requireGlobs("ignoreTags", Argument.texts(List.of(Argument.text(value)))));
        }

        @POST
        public FormValidation doCheckPlatforms(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(
                    item,
                    () -> ImageRequests.requirePlatforms("platforms", Argument.texts(List.of(Argument.text(value)))));
        }

        @POST
        public ListBoxModel doFillStrategyItems() {
            ListBoxModel strategies = new ListBoxModel();
            strategies.add(Messages.ImageArgument_strategy_annotations(), "");
            for (UpdateStrategy strategy : UpdateStrategy.values()) {
                strategies.add(strategy.id());
            }
            return strategies;
        }

        @POST
        public ListBoxModel doFillForceUpdateItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add(Messages.ImageArgument_forceUpdate_annotations(), "");
            choices.add(Messages.ImageArgument_forceUpdate_yes(), "true");
            choices.add(Messages.ImageArgument_forceUpdate_no(), "false");
            return choices;
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String image) {
            return CredentialChoices.ofRegistry(item, ImageRequests.registryAddress(image))
                    .list(credentialsId);
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String image) {
            return CredentialChoices.ofRegistry(item, ImageRequests.registryAddress(image))
                    .check(value);
        }
    }
}
