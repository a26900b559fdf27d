package io.jenkins.plugins.argoimageupdate.engine.argocd;

/** An entry of {@code status.conditions}, such as {@code ComparisonError}. */
public record ApplicationCondition(String type, String message) {

    /** Whether Argo CD cannot tell what the Application should look like, so that no sync will come of it. */
    public boolean preventsSync() {
        return type.equals("ComparisonError") || type.equals("InvalidSpecError");
    }
}
