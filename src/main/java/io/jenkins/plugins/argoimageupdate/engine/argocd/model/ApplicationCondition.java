package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/** An entry of {@code status.conditions}, such as {@code ComparisonError}. */
public record ApplicationCondition(String type, String message) {

    public ApplicationCondition {
        type = CleanText.line(type);
        message = CleanText.line(message);
    }

    /** Whether Argo CD cannot tell what the Application should look like, so that no sync will come of it. */
    public boolean preventsSync() {
        return type.equals("ComparisonError") || type.equals("InvalidSpecError");
    }
}
