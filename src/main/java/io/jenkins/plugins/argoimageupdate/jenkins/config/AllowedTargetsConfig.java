package io.jenkins.plugins.argoimageupdate.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.AllowedTargets;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.SecretMappings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What jobs may reach, as lists of globs; an empty list allows all. Meaning of the globs: {@link AllowedTargets}. */
public final class AllowedTargetsConfig implements Describable<AllowedTargetsConfig> {

    private List<String> registries = new ArrayList<>();
    private List<String> repositories = new ArrayList<>();
    private List<String> argoCdServers = new ArrayList<>();
    private boolean unmappedSecrets;

    @DataBoundConstructor
    public AllowedTargetsConfig() {
        // everything has a default
    }

    public List<String> getRegistries() {
        return Collections.unmodifiableList(registries);
    }

    /**
     * @param registries globs; one string may hold several, on lines of their own, as the form sends them
     * @throws IllegalArgumentException if one is malformed, likewise for the other lists
     */
    @DataBoundSetter
    public void setRegistries(List<String> registries) {
        this.registries = globs("registries", registries, AllowedTargetsConfig::problemWithoutScheme);
    }

    public List<String> getRepositories() {
        return Collections.unmodifiableList(repositories);
    }

    @DataBoundSetter
    public void setRepositories(List<String> repositories) {
        this.repositories = globs("repositories", repositories, AllowedTargetsConfig::problem);
    }

    public List<String> getArgoCdServers() {
        return Collections.unmodifiableList(argoCdServers);
    }

    @DataBoundSetter
    public void setArgoCdServers(List<String> argoCdServers) {
        this.argoCdServers = globs("argoCdServers", argoCdServers, AllowedTargetsConfig::problemWithoutScheme);
    }

    private static List<String> globs(
            String field, @CheckForNull List<String> texts, Function<List<String>, Optional<String>> problem) {
        List<String> globs = FieldChecks.lines(texts);
        new Entry(Messages.AllowedTargetsConfig_displayName()).refuse(field, problem.apply(globs));
        return globs;
    }

    private static Optional<String> problem(List<String> globs) {
        return FieldChecks.globProblem(globs);
    }

    /** Neither the names of images nor those of servers have one, so that nothing would be allowed. */
    private static Optional<String> problemWithoutScheme(List<String> globs) {
        return globs.stream()
                .filter(glob -> glob.contains("://"))
                .findFirst()
                .map(Messages::AllowedTargetsConfig_scheme)
                .or(() -> problem(globs));
    }

    /** Whether annotations may name any credentials that the job can use, for any server; see {@link SecretMappings}. */
    public boolean isUnmappedSecrets() {
        return unmappedSecrets;
    }

    @DataBoundSetter
    public void setUnmappedSecrets(boolean unmappedSecrets) {
        this.unmappedSecrets = unmappedSecrets;
    }

    AllowedTargets toTargets() {
        return new AllowedTargets(registries, repositories, argoCdServers);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<AllowedTargetsConfig> {

        @Override
        public String getDisplayName() {
            return Messages.AllowedTargetsConfig_displayName();
        }

        /** The text of the form's field, one entry a line. */
        public String text(List<String> entries) {
            return entries == null ? "" : String.join("\n", entries);
        }

        @POST
        public FormValidation doCheckRegistries(@QueryParameter String value) {
            return check(value, AllowedTargetsConfig::problemWithoutScheme);
        }

        @POST
        public FormValidation doCheckRepositories(@QueryParameter String value) {
            return check(value, AllowedTargetsConfig::problem);
        }

        @POST
        public FormValidation doCheckArgoCdServers(@QueryParameter String value) {
            return check(value, AllowedTargetsConfig::problemWithoutScheme);
        }

        private static FormValidation check(
                @CheckForNull String value, Function<List<String>, Optional<String>> problem) {
            return FieldChecks.forAdministrator(
                    value, text -> FieldChecks.validation(problem.apply(TextList.ofLines(text))));
        }
    }
}
