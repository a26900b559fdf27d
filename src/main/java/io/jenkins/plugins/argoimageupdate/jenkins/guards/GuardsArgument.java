package io.jenkins.plugins.argoimageupdate.jenkins.guards;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.guard.Window;
import io.jenkins.plugins.argoimageupdate.engine.watch.GuardRules;
import io.jenkins.plugins.argoimageupdate.engine.watch.GuardSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.ValuePlace;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * What keeps newer versions from being written: {@code guards: [minimumAge: '1h', maxStep: 'minor', windows: [[kind: 'deny', schedule:
 * '0 22 * * *', duration: '8h']]]}. What is left out is as the next wider level says.
 */
public final class GuardsArgument implements Describable<GuardsArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private String afterRollback = "";
    private String rollbackHistory = "";
    private String minimumAge = "";
    private String maxStep = "";
    private List<String> approve = new ArrayList<>();
    private List<WindowArgument> windows = new ArrayList<>();
    private Integer maxRollouts;
    private Boolean allowDowngrade;

    @DataBoundConstructor
    public GuardsArgument() {
        // each part may be left out
    }

    /** What a {@code config.xml} that somebody else wrote leaves out has its default. */
    private Object readResolve() {
        afterRollback = GuardTexts.text(afterRollback);
        rollbackHistory = GuardTexts.text(rollbackHistory);
        minimumAge = GuardTexts.text(minimumAge);
        maxStep = GuardTexts.text(maxStep);
        approve = approve == null ? new ArrayList<>() : approve;
        windows = windows == null ? new ArrayList<>() : windows;
        return this;
    }

    /** One of {@link AfterRollback#ids}; empty for what the next wider level says. */
    public String getAfterRollback() {
        return afterRollback;
    }

    @DataBoundSetter
    public void setAfterRollback(String afterRollback) {
        this.afterRollback = GuardTexts.text(afterRollback);
    }

    /** Commits and age, such as {@code 50, 30d}; empty likewise. */
    public String getRollbackHistory() {
        return rollbackHistory;
    }

    @DataBoundSetter
    public void setRollbackHistory(String rollbackHistory) {
        this.rollbackHistory = GuardTexts.text(rollbackHistory);
    }

    /** A duration such as {@code 1h}; empty likewise. */
    public String getMinimumAge() {
        return minimumAge;
    }

    @DataBoundSetter
    public void setMinimumAge(String minimumAge) {
        this.minimumAge = GuardTexts.text(minimumAge);
    }

    /** One of {@link MaxStep#ids}; empty likewise. */
    public String getMaxStep() {
        return maxStep;
    }

    @DataBoundSetter
    public void setMaxStep(String maxStep) {
        this.maxStep = GuardTexts.text(maxStep);
    }

    /** Which tags need approval, see {@link io.jenkins.plugins.argoimageupdate.engine.guard.Approval}; empty likewise. */
    public List<String> getApprove() {
        return Collections.unmodifiableList(approve);
    }

    @DataBoundSetter
    public void setApprove(@CheckForNull List<String> approve) {
        this.approve = GuardTexts.lines(approve);
    }

    /** Empty likewise. */
    public List<WindowArgument> getWindows() {
        return Collections.unmodifiableList(windows);
    }

    @DataBoundSetter
    public void setWindows(@CheckForNull List<WindowArgument> windows) {
        this.windows = windows == null ? new ArrayList<>() : new ArrayList<>(windows);
    }

    /** 0 for any number; null for what the next wider level says. */
    @CheckForNull
    public Integer getMaxRollouts() {
        return maxRollouts;
    }

    @DataBoundSetter
    public void setMaxRollouts(@CheckForNull Integer maxRollouts) {
        this.maxRollouts = maxRollouts;
    }

    /** Null likewise. */
    @CheckForNull
    public Boolean getAllowDowngrade() {
        return allowDowngrade;
    }

    @DataBoundSetter
    public void setAllowDowngrade(@CheckForNull Boolean allowDowngrade) {
        this.allowDowngrade = allowDowngrade;
    }

    /** The same, or null if it leaves everything to the next wider level, as an empty form does. */
    @CheckForNull
    public static GuardsArgument orNull(@CheckForNull GuardsArgument guards) {
        return guards == null || guards.isEmpty() ? null : guards;
    }

    /**
     * Leaves out what is empty in the guards of a form that is bound as a whole: Stapler takes an empty text for false, and for no number.
     *
     * @param owner what has guards in the form; null for nothing
     */
    public static void leaveOutEmpty(@CheckForNull JSONObject owner) {
        JSONObject guards = owner == null ? null : owner.optJSONObject("guards");
        if (guards != null && !guards.isNullObject()) {
            removeEmpty(guards);
        }
    }

    private static void removeEmpty(JSONObject form) {
        for (String field : List.of("allowDowngrade", "maxRollouts")) {
            if (form.optString(field).isBlank()) {
                form.remove(field);
            }
        }
    }

    private boolean isEmpty() {
        return (afterRollback + rollbackHistory + minimumAge + maxStep).isEmpty()
                && approve.isEmpty()
                && windows.isEmpty()
                && maxRollouts == null
                && allowDowngrade == null;
    }

    /**
     * For the engine.
     *
     * @param guards null for none
     * @param name of the argument in messages, such as {@code images[0].guards}
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException naming what cannot be used
     */
    public static GuardSettings settings(@CheckForNull GuardsArgument guards, String name) {
        return guards == null ? GuardSettings.NONE : guards.toSettings(name);
    }

    private GuardSettings toSettings(String name) {
        List<Window> times = new ArrayList<>();
        for (WindowArgument window : windows) {
            times.add(window.toWindow(name + ".windows[" + times.size() + "]"));
        }
        return new GuardSettings(
                read(name + ".afterRollback", afterRollback, GuardRules::afterRollback),
                read(name + ".rollbackHistory", rollbackHistory, GuardRules::rollbackHistory),
                read(name + ".minimumAge", minimumAge, GuardRules::minimumAge),
                read(name + ".maxStep", maxStep, GuardRules::maxStep),
                approve.isEmpty()
                        ? null
                        : GuardRules.approve(List.copyOf(approve), GuardTexts.place(name + ".approve")),
                times.isEmpty() ? null : times,
                maxRollouts == null
                        ? null
                        : GuardRules.maxRollouts(maxRollouts.toString(), GuardTexts.place(name + ".maxRollouts")),
                allowDowngrade,
                null);
    }

    private static <T> T read(String name, String text, BiFunction<String, ValuePlace, T> reading) {
        return text.isEmpty() ? null : reading.apply(text, GuardTexts.place(name));
    }

    /** The same with build variables in its texts replaced. */
    public GuardsArgument expand(UnaryOperator<String> variables) {
        GuardsArgument expanded = new GuardsArgument();
        expanded.setAfterRollback(variables.apply(afterRollback));
        expanded.setRollbackHistory(variables.apply(rollbackHistory));
        expanded.setMinimumAge(variables.apply(minimumAge));
        expanded.setMaxStep(variables.apply(maxStep));
        expanded.setApprove(approve.stream().map(variables).toList());
        expanded.setWindows(
                windows.stream().map(window -> window.expand(variables)).toList());
        expanded.setMaxRollouts(maxRollouts);
        expanded.setAllowDowngrade(allowDowngrade);
        return expanded;
    }

    /** Names the fields of the form, checks them and offers choices. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GuardsArgument> {

        @Override
        public String getDisplayName() {
            return Messages.GuardsArgument_displayName();
        }

        /** See {@link GuardsArgument#leaveOutEmpty}. */
        @Override
        public GuardsArgument newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form)
                throws FormException {
            removeEmpty(form);
            return super.newInstance(request, form);
        }

        /** The text of the form's field. */
        public String lines(List<String> entries) {
            return entries == null ? "" : String.join("\n", entries);
        }

        @POST
        public ListBoxModel doFillAfterRollbackItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add(Messages.GuardsArgument_inherited(), "");
            choices.add(Messages.GuardsArgument_afterRollback_newer(), AfterRollback.NEWER.id());
            choices.add(Messages.GuardsArgument_afterRollback_hold(), AfterRollback.HOLD.id());
            choices.add(Messages.GuardsArgument_afterRollback_ignore(), AfterRollback.IGNORE.id());
            return choices;
        }

        @POST
        public ListBoxModel doFillMaxStepItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add(Messages.GuardsArgument_inherited(), "");
            choices.add(Messages.GuardsArgument_maxStep_patch(), MaxStep.PATCH.id());
            choices.add(Messages.GuardsArgument_maxStep_minor(), MaxStep.MINOR.id());
            choices.add(Messages.GuardsArgument_maxStep_major(), MaxStep.MAJOR.id());
            return choices;
        }

        @POST
        public ListBoxModel doFillAllowDowngradeItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add(Messages.GuardsArgument_inherited(), "");
            choices.add(Messages.GuardsArgument_allowDowngrade_yes(), "true");
            choices.add(Messages.GuardsArgument_allowDowngrade_no(), "false");
            return choices;
        }

        @POST
        public FormValidation doCheckRollbackHistory(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(item, value, GuardRules::rollbackHistory);
        }

        @POST
        public FormValidation doCheckMinimumAge(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(item, value, GuardRules::minimumAge);
        }

        @POST
        public FormValidation doCheckMaxRollouts(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(item, value, GuardRules::maxRollouts);
        }

        @POST
        public FormValidation doCheckApprove(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(
                    item, value, (text, place) -> GuardRules.approve(GuardTexts.lines(List.of(text)), place));
        }
    }
}
