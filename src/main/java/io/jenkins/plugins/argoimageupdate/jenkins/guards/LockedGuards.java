package io.jenkins.plugins.argoimageupdate.jenkins.guards;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.watch.GuardSettings;
import java.util.function.Function;

/** The guards of the system configuration that jobs may not say otherwise. */
public record LockedGuards(GuardSettings settings) {

    /** For administrators that lock none. */
    public static final LockedGuards NONE = new LockedGuards(GuardSettings.NONE);

    /**
     * Refuses guards that say something else.
     *
     * @param guards null for none
     * @param name of the argument in messages, such as {@code images[0].guards}
     * @throws ConfigurationException naming the setting
     */
    public void require(@CheckForNull GuardsArgument guards, String name) {
        GuardSettings given = GuardsArgument.settings(guards, name);
        require(given, name, "afterRollback", GuardSettings::afterRollback);
        require(given, name, "rollbackHistory", GuardSettings::rollbackHistory);
        require(given, name, "minimumAge", GuardSettings::minimumAge);
        require(given, name, "maxStep", GuardSettings::maxStep);
        require(given, name, "approve", GuardSettings::approve);
        require(given, name, "windows", GuardSettings::windows);
        require(given, name, "maxRollouts", GuardSettings::maxRollouts);
        require(given, name, "allowDowngrade", GuardSettings::allowDowngrade);
    }

    private void require(GuardSettings given, String name, String setting, Function<GuardSettings, Object> value) {
        Object locked = value.apply(settings);
        Object wanted = value.apply(given);
        if (locked != null && wanted != null && !locked.equals(wanted)) {
            throw GuardTexts.place(name + "." + setting)
                    .unusable(
                            "the administrator has locked '" + setting + "' of the guards in the system configuration",
                            "Leave '" + setting + "' out");
        }
    }
}
