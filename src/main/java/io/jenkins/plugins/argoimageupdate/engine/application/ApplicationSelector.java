package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import java.util.StringJoiner;

/**
 * Which Applications are meant. Each condition has to hold; an empty one always does.
 *
 * @param argocd the name of the Argo CD server to ask; empty for the only or default one
 * @param name exact
 * @param glob on the name, such as {@code shop-*}
 */
public record ApplicationSelector(
        String argocd, String name, String namespace, String project, String glob, LabelSelector labels) {

    public ApplicationSelector {
        if (!glob.isEmpty() && GlobPattern.compile(glob).isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "select Applications by the glob '" + glob + "'",
                    "it is malformed",
                    "Close its brackets and do not end with a backslash");
        }
    }

    /** One Application by its name. */
    public static ApplicationSelector named(String name) {
        return new ApplicationSelector("", name, "", "", "", LabelSelector.ANY);
    }

    /** Whether a text that is given as a name is a glob, which no name of an Application can be. */
    public static boolean isGlob(String name) {
        return name.matches(".*[*?\\[].*");
    }

    /** Whether one Application is asked for, so that its absence is an error. */
    public boolean isByName() {
        return !name.isEmpty();
    }

    /** Whether it has every property that is asked for; what is empty asks for none. */
    public boolean matches(Application application) {
        return fits(name, application.name())
                && fits(namespace, application.namespace())
                && fits(project, application.project())
                && (glob.isEmpty() || GlobPattern.compile(glob).orElseThrow().matches(application.name()))
                && labels.matches(application.labels());
    }

    /** The conditions, such as {@code  with glob shop-*, labels team=web}; empty if there are none. */
    public String describe() {
        StringJoiner conditions = new StringJoiner(", ", " with ", "").setEmptyValue("");
        addTo(conditions, "name ", name);
        addTo(conditions, "glob ", glob);
        addTo(conditions, "labels ", labels.toString());
        addTo(conditions, "project ", project);
        addTo(conditions, "namespace ", namespace);
        return conditions.toString();
    }

    private static void addTo(StringJoiner conditions, String noun, String value) {
        if (!value.isEmpty()) {
            conditions.add(noun + value);
        }
    }

    private static boolean fits(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }
}
