package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;
import java.util.List;
import java.util.Map;

/** Templates of commit messages and branch names. */
public final class TemplateFuzz {

    private static final List<TemplateChange> CHANGES = List.of(
            new TemplateChange("org/frontend", "front", "1.0", "1.1", Map.of("revision", "ab😀", "b", "")),
            new TemplateChange("org/backend", "", "", "sha256:0123", Map.of()));

    private TemplateFuzz() {}

    /** A template is carried out or refused. */
    public static void template(byte[] input) {
        String source = FuzzInput.text(input);
        try {
            CommitMessageTemplate message = CommitMessageTemplate.parse(source);
            message.problem();
            message.render("größe", CHANGES).text();
            BranchNameTemplate branch = BranchNameTemplate.parse(source);
            branch.problem();
            branch.render(new BranchSubject("argocd", "größe", "0123"), CHANGES).isWellFormed();
        } catch (ConfigurationException e) {
            // it is none
        }
    }
}
