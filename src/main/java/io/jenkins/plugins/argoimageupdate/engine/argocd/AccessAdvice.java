package io.jenkins.plugins.argoimageupdate.engine.argocd;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import org.jspecify.annotations.Nullable;

/**
 * What to do where Argo CD does not let an account see or change an Application. It names a missing right only of Applications that
 * the account may read; an unknown Application is 403 like a forbidden one, unless the request names a project that the account may
 * read (argocd-server: {@code server/application/application.go}, {@code getAppEnforceRBAC}). An action on a resource is the exception:
 * its own right is asked for there instead of the one to read ({@code getAppLiveResource}), and is not named.
 */
final class AccessAdvice {

    /** Of argocd-server's {@code util/rbac/rbac.go}, {@code EnforceErr}. */
    private static final Pattern MISSING_RIGHT =
            Pattern.compile("permission denied: ([^,]+), ([^,]+), ([^,]+)(?:, sub: ([^,]+))?");

    private static final String ROLE = "role:jenkins";

    private AccessAdvice() {}

    /**
     * @param ref the Application asked for; null for none in particular
     * @param right that was asked for before anything is told of the Application
     */
    static String forbidden(@Nullable ApplicationRef ref, String right, String message) {
        Matcher missing = MISSING_RIGHT.matcher(message);
        if (missing.find()) {
            String account = missing.group(4) == null ? "" : missing.group(4);
            return "This account may not do that: "
                    + added(account, missing.group(1), missing.group(2), missing.group(3));
        }
        if (ref == null) {
            return "This account may not read Applications: " + added("", "applications", "get", "*/*");
        }
        String object = ref.namespace().isEmpty() ? ref.name() : "*";
        if (!ref.project().isEmpty()) {
            String unmanaged =
                    ref.namespace().isEmpty() ? "" : ", or Argo CD does not manage namespace " + ref.namespace();
            return "This account may not " + verb(right) + " in project " + ref.project() + unmanaged + ": "
                    + added("", "applications", right, ref.project() + "/" + object);
        }
        return "There is no such Application " + place(ref) + ", or this account may not " + verb(right)
                + "; Argo CD does not tell which. Check the name" + elsewhere(ref) + ", or "
                + added("", "applications", right, "<project>/" + object);
    }

    private static String verb(String right) {
        return right.equals("get") ? "read it" : "do that";
    }

    /** @param ref the Application asked for; null for none in particular */
    static String notFound(@Nullable ApplicationRef ref, String message) {
        if (ref == null || message.equals("Not Found")) {
            return "Argo CD does not know this request: check the server's URL, and update an old Argo CD";
        }
        String project = ref.project().isEmpty() ? "" : " of project " + ref.project();
        return "There is no such Application" + project + " " + place(ref) + ": check its name and project"
                + elsewhere(ref);
    }

    private static String place(ApplicationRef ref) {
        return ref.namespace().isEmpty() ? "in Argo CD's own namespace" : "in namespace " + ref.namespace();
    }

    private static String elsewhere(ApplicationRef ref) {
        return ref.namespace().isEmpty()
                ? ", set its namespace if it lives in another one"
                : ", and that Argo CD manages Applications in that namespace";
    }

    /** Tokens of a project's role have their policy in the project, with the role's own name. */
    private static String added(String account, String resource, String action, String object) {
        boolean ofProject = account.startsWith("proj:");
        String where = ofProject
                ? "add to the policies of that role in its project: "
                : "add to Argo CD's policy.csv, for the account's role: ";
        return where + "p, " + String.join(", ", ofProject ? account : ROLE, resource, action, object, "allow");
    }
}
