package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** Proposes the change by a pull request: {@code git: [pullRequest: [provider: 'github', labels: ['images']]]}. */
public final class PullRequestArgument implements Describable<PullRequestArgument>, Serializable {

    private static final long serialVersionUID = 1L;
    private static final List<String> PROVIDERS = List.of("github", "gitlab");

    private String provider = "";
    private List<String> labels = new ArrayList<>();

    @DataBoundConstructor
    public PullRequestArgument() {
        // each part may be left out
    }

    /** {@code github}, {@code gitlab}, or empty to tell it from the host's name. */
    public String getProvider() {
        return provider;
    }

    @DataBoundSetter
    public void setProvider(String provider) {
        this.provider = Argument.text(provider).toLowerCase(Locale.ROOT);
    }

    public List<String> getLabels() {
        return Collections.unmodifiableList(labels);
    }

    @DataBoundSetter
    public void setLabels(@CheckForNull List<String> labels) {
        this.labels = Argument.texts(labels);
    }

    void check() {
        if (!provider.isEmpty()) {
            Argument.requireOneOf("git.pullRequest.provider", provider, PROVIDERS);
        }
    }

    WriteBack.PullRequest toPullRequest() {
        return new WriteBack.PullRequest(provider, List.copyOf(labels));
    }

    PullRequestArgument expand(UnaryOperator<String> variables) {
        PullRequestArgument expanded = new PullRequestArgument();
        expanded.setProvider(provider);
        expanded.setLabels(labels.stream().map(variables).toList());
        return expanded;
    }

    /** Names the fields of the form and offers choices. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PullRequestArgument> {

        @Override
        public String getDisplayName() {
            return Messages.PullRequestArgument_displayName();
        }

        /** The text of the form's field. */
        public String text(List<String> entries) {
            return entries == null ? "" : String.join(", ", entries);
        }

        @POST
        public ListBoxModel doFillProviderItems() {
            ListBoxModel providers = new ListBoxModel();
            providers.add(Messages.PullRequestArgument_byHost(), "");
            providers.add("GitHub", "github");
            providers.add("GitLab", "gitlab");
            return providers;
        }
    }
}
