package io.jenkins.plugins.argoimageupdate.jenkins.guards;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.engine.guard.Window;
import io.jenkins.plugins.argoimageupdate.engine.watch.GuardRules;
import java.io.Serializable;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A time of day or week: {@code [kind: 'deny', schedule: '0 22 * * *', duration: '8h', timeZone: 'Europe/Berlin']}. */
public final class WindowArgument implements Describable<WindowArgument>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String schedule;
    private final String duration;
    private String timeZone = "";

    @DataBoundConstructor
    public WindowArgument(String kind, String schedule, String duration) {
        this.kind = GuardTexts.text(kind);
        this.schedule = GuardTexts.text(schedule);
        this.duration = GuardTexts.text(duration);
    }

    /** What a {@code config.xml} that somebody else wrote leaves out is empty. */
    private Object readResolve() {
        WindowArgument read = new WindowArgument(kind, schedule, duration);
        read.setTimeZone(timeZone);
        return read;
    }

    /** {@code allow} or {@code deny}. */
    public String getKind() {
        return kind;
    }

    /** When it begins, as a cron schedule of five fields. */
    public String getSchedule() {
        return schedule;
    }

    public String getDuration() {
        return duration;
    }

    /** A name of the tz database; empty for UTC. */
    public String getTimeZone() {
        return timeZone;
    }

    @DataBoundSetter
    public void setTimeZone(String timeZone) {
        this.timeZone = GuardTexts.text(timeZone);
    }

    /** @param name of the argument in messages */
    Window toWindow(String name) {
        return GuardRules.window(kind, schedule, duration, timeZone, GuardTexts.place(name));
    }

    WindowArgument expand(UnaryOperator<String> variables) {
        WindowArgument expanded =
                new WindowArgument(variables.apply(kind), variables.apply(schedule), variables.apply(duration));
        expanded.setTimeZone(variables.apply(timeZone));
        return expanded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowArgument window
                && kind.equals(window.kind)
                && schedule.equals(window.schedule)
                && duration.equals(window.duration)
                && timeZone.equals(window.timeZone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, schedule, duration, timeZone);
    }

    /** Names the fields of the form, checks them and offers choices. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<WindowArgument> {

        private static final String ALWAYS = "* * * * *";
        private static final String HOUR = "1h";

        @Override
        public String getDisplayName() {
            return Messages.WindowArgument_displayName();
        }

        @POST
        public ListBoxModel doFillKindItems() {
            ListBoxModel kinds = new ListBoxModel();
            kinds.add(Messages.WindowArgument_allow(), Window.Kind.ALLOW.id());
            kinds.add(Messages.WindowArgument_deny(), Window.Kind.DENY.id());
            return kinds;
        }

        @POST
        public FormValidation doCheckSchedule(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(
                    item, value, (text, place) -> GuardRules.window(Window.Kind.DENY.id(), text, HOUR, "", place));
        }

        @POST
        public FormValidation doCheckDuration(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(
                    item, value, (text, place) -> GuardRules.window(Window.Kind.DENY.id(), ALWAYS, text, "", place));
        }

        @POST
        public FormValidation doCheckTimeZone(@AncestorInPath Item item, @QueryParameter String value) {
            return GuardTexts.check(
                    item, value, (text, place) -> GuardRules.window(Window.Kind.DENY.id(), ALWAYS, HOUR, text, place));
        }
    }
}
