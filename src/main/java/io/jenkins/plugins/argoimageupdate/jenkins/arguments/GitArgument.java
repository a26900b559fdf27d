package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where updates are committed: {@code git: [url: 'https://git.example.com/charts.git', branch: 'main', credentialsId: 'git']}. */
public final class GitArgument implements Describable<GitArgument>, Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern SECRET =
            Pattern.compile("(?i)(https?://)[^/]*@(.*)|([a-z][a-z0-9+.-]*://)[^/]*:[^/]*@(.*)", Pattern.DOTALL);

    private String url = "";
    private String branch = "";
    private String target = "";
    private String credentialsId = "";
    private boolean loginDropped;
    private PullRequestArgument pullRequest;

    @DataBoundConstructor
    public GitArgument() {
        // each part may be left out
    }

    /** Empty for the repository of the Application's source. */
    public String getUrl() {
        return url;
    }

    /**
     * @param url a login in it is dropped, as it would be kept with jobs and builds for all to see, and later complained of; user names
     *     count too where they can be tokens
     */
    @DataBoundSetter
    public void setUrl(String url) {
        Matcher secret = SECRET.matcher(Argument.text(url));
        this.loginDropped = secret.matches();
        this.url = loginDropped ? secret.replaceFirst("$1$3$2$4") : Argument.text(url);
    }

    /** {@code base} or {@code base:push}; empty for the revision of the Application's source. */
    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = Argument.text(branch);
    }

    /** As in the annotation {@code write-back-target}. */
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Argument.text(target);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Argument.text(credentialsId);
    }

    /** Null to push to the branch itself, or as annotated. */
    @CheckForNull
    public PullRequestArgument getPullRequest() {
        return pullRequest;
    }

    @DataBoundSetter
    public void setPullRequest(@CheckForNull PullRequestArgument pullRequest) {
        this.pullRequest = pullRequest;
    }

    /** Whether it says nothing, as an empty form does. */
    boolean isEmpty() {
        return url.isEmpty() && branch.isEmpty() && target.isEmpty() && credentialsId.isEmpty() && pullRequest == null;
    }

    void check() {
        if (loginDropped) {
            throw Argument.unusable(
                    "git.url",
                    "it holds a login",
                    "Put it into Jenkins' credentials and name them as git.credentialsId");
        }
        checkBranch();
        if (pullRequest != null) {
            pullRequest.check();
        }
    }

    private void checkBranch() {
        String[] baseAndPush = branch.split(":", 2);
        if (baseAndPush.length == 2 && !baseAndPush[1].isEmpty()) {
            try {
                BranchNameTemplate.parse(baseAndPush[1]).problem().ifPresent(problem -> {
                    throw problem;
                });
            } catch (ConfigurationException e) {
                throw Argument.unusable("git.branch", e.answer(), e.advice());
            }
        }
    }

    @CheckForNull
    WriteBack.PullRequest toPullRequest() {
        return pullRequest == null ? null : pullRequest.toPullRequest();
    }

    GitArgument expand(UnaryOperator<String> variables) {
        GitArgument expanded = new GitArgument();
        expanded.setUrl(variables.apply(url));
        expanded.loginDropped |= loginDropped;
        expanded.setBranch(variables.apply(branch));
        expanded.setTarget(variables.apply(target));
        expanded.setCredentialsId(credentialsId);
        expanded.setPullRequest(pullRequest == null ? null : pullRequest.expand(variables));
        return expanded;
    }

    /** Names the fields of the form, checks them and offers credentials. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GitArgument> {

        @Override
        public String getDisplayName() {
            return Messages.GitArgument_displayName();
        }

        @POST
        public FormValidation doCheckUrl(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(item, () -> {
                GitArgument git = new GitArgument();
                git.setUrl(value);
                git.check();
            });
        }

        @POST
        public FormValidation doCheckBranch(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.check(item, () -> {
                GitArgument git = new GitArgument();
                git.setBranch(value);
                git.check();
            });
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String url) {
            return CredentialChoices.ofGit(item, url).list(credentialsId);
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String url) {
            return CredentialChoices.ofGit(item, url).check(value);
        }
    }
}
