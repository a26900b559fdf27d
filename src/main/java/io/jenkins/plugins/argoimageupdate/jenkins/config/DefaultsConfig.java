package io.jenkins.plugins.argoimageupdate.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.scheduler.CronTabList;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.LockedGuards;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What counts where neither a job nor an annotation says anything else. */
public final class DefaultsConfig implements Describable<DefaultsConfig> {

    /** Every two minutes, at a moment of the job's own: what counts until the administrator says otherwise. */
    public static final String POLL_SPEC = "H/2 * * * *";

    private static final int MOST_MINUTES = 24 * 60;

    private String strategy = "";
    private String allowTags = "";
    private List<String> platforms = new ArrayList<>();
    private int timeoutMinutes = 10;
    private String pollSpec = POLL_SPEC;
    private GuardsArgument guards;
    private boolean lockGuards;

    @DataBoundConstructor
    public DefaultsConfig() {
        // everything has a default
    }

    /** Empty for the built-in default, semver. */
    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        String wanted = Util.fixNull(strategy).strip();
        if (!wanted.isEmpty() && UpdateStrategy.ofId(wanted).isEmpty()) {
            entry().refuse(
                            "strategy",
                            Optional.of(
                                    Messages.DefaultsConfig_strategy(wanted, String.join(", ", StrategyNames.all()))));
        }
        this.strategy = wanted;
    }

    public String getAllowTags() {
        return allowTags;
    }

    /** @throws IllegalArgumentException if it would allow no tag */
    @DataBoundSetter
    public void setAllowTags(String allowTags) {
        String wanted = Util.fixNull(allowTags).strip();
        entry().refuse("allowTags", allowTagsProblem(wanted));
        this.allowTags = wanted;
    }

    public List<String> getPlatforms() {
        return Collections.unmodifiableList(platforms);
    }

    /**
     * @param platforms such as {@code linux/arm64}; one string may hold several, with commas between, as the form sends them
     * @throws IllegalArgumentException if one is no platform, for which no image would be found
     */
    @DataBoundSetter
    public void setPlatforms(List<String> platforms) {
        List<String> wanted = FieldChecks.lines(platforms);
        entry().refuse("platforms", platformProblem(wanted));
        this.platforms = wanted;
    }

    /** How long a step waits for a rollout. */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    /** @throws IllegalArgumentException if it is less than a minute or more than a day */
    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = entry().number("timeoutMinutes", timeoutMinutes, 1, MOST_MINUTES);
    }

    /** When triggers poll that have no schedule of their own, in cron syntax. */
    public String getPollSpec() {
        return pollSpec;
    }

    /**
     * @param pollSpec empty for {@link #POLL_SPEC}
     * @throws IllegalArgumentException if it is no schedule; jobs could not be loaded with it
     */
    @DataBoundSetter
    public void setPollSpec(String pollSpec) {
        String wanted = Util.fixNull(pollSpec).strip();
        entry().refuse("pollSpec", pollSpecProblem(wanted));
        this.pollSpec = wanted.isEmpty() ? POLL_SPEC : wanted;
    }

    /** What keeps newer versions from being written; null for the built-in defaults. */
    @CheckForNull
    public GuardsArgument getGuards() {
        return guards;
    }

    /** @throws IllegalArgumentException if a value cannot be used */
    @DataBoundSetter
    public void setGuards(@CheckForNull GuardsArgument guards) {
        entry().refuse("guards", guardsProblem(guards));
        this.guards = GuardsArgument.orNull(guards);
    }

    /** Whether jobs cannot say otherwise than the guards that are set here. */
    public boolean isLockGuards() {
        return lockGuards;
    }

    @DataBoundSetter
    public void setLockGuards(boolean lockGuards) {
        this.lockGuards = lockGuards;
    }

    /** Those that jobs may not say otherwise. */
    public LockedGuards toLockedGuards() {
        return lockGuards ? new LockedGuards(GuardsArgument.settings(guards, "guards")) : LockedGuards.NONE;
    }

    private static Optional<String> guardsProblem(@CheckForNull GuardsArgument guards) {
        try {
            GuardsArgument.settings(guards, "guards");
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.of(Messages.DefaultsConfig_guards(e.answer(), e.advice()));
        }
    }

    private static Entry entry() {
        return new Entry(Messages.DefaultsConfig_displayName());
    }

    private static Optional<String> pollSpecProblem(String pollSpec) {
        try {
            CronTabList.create(pollSpec);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Messages.DefaultsConfig_pollSpec(e.getMessage()));
        }
    }

    private static Optional<String> allowTagsProblem(String allowTags) {
        return TagFilter.of(allowTags, List.of()).warnings().stream()
                .findFirst()
                .map(Messages::DefaultsConfig_allowTags);
    }

    private static Optional<String> platformProblem(List<String> platforms) {
        return platforms.stream()
                .filter(platform -> !platform.matches("[a-z0-9]+(/[a-z0-9]+){1,2}"))
                .findFirst()
                .map(Messages::DefaultsConfig_platform);
    }

    /** For the engine: the widest level of settings. */
    public UpdateSettings toSettings() {
        return new UpdateSettings(
                        Util.fixEmpty(strategy),
                        null,
                        Util.fixEmpty(allowTags),
                        null,
                        null,
                        platforms.isEmpty() ? null : List.copyOf(platforms))
                .with(GuardsArgument.settings(guards, "guards"));
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<DefaultsConfig> {

        @Override
        public String getDisplayName() {
            return Messages.DefaultsConfig_displayName();
        }

        public String getDefaultPollSpec() {
            return POLL_SPEC;
        }

        /** The text of the form's field. */
        public String text(List<String> entries) {
            return entries == null ? "" : String.join(", ", entries);
        }

        @POST
        public ListBoxModel doFillStrategyItems() {
            ListBoxModel strategies = new ListBoxModel();
            strategies.add(Messages.DefaultsConfig_builtIn(UpdateStrategy.SEMVER.id()), "");
            for (UpdateStrategy strategy : UpdateStrategy.values()) {
                strategies.add(strategy.id());
            }
            return strategies;
        }

        @POST
        public FormValidation doCheckAllowTags(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(allowTagsProblem(text.strip())));
        }

        @POST
        public FormValidation doCheckPlatforms(@QueryParameter String value) {
            return FieldChecks.forAdministrator(
                    value, text -> FieldChecks.validation(platformProblem(TextList.ofLines(text))));
        }

        @POST
        public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.number(text, 1, MOST_MINUTES));
        }

        @POST
        public FormValidation doCheckPollSpec(@QueryParameter String value) {
            return FieldChecks.forAdministrator(value, text -> FieldChecks.validation(pollSpecProblem(text.strip())));
        }
    }
}
