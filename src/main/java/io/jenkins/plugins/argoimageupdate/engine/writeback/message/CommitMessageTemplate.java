package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Bytes;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.ExecutionError;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.RenderedText;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Template;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Field;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Fields;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Items;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Labels;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Text;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The message of a commit. Its template sees {@code .AppName} and {@code .AppChanges} with {@code .Image}, {@code .OldTag},
 * {@code .NewTag} and {@code .Labels} (Image Updater: {@code git.go}, {@code TemplateCommitMessage}).
 */
public final class CommitMessageTemplate {

    /** The built-in template (Image Updater: {@code pkg/common/constants.go}). */
    public static final String DEFAULT = """
            build: automatic update of {{ .AppName }}

            {{ range .AppChanges -}}
            updates image {{ .Image }} tag '{{ .OldTag }}' to '{{ .NewTag }}'
            {{ end -}}
            """;

    private static final String ROLLBACK = """
            build: rollback of {{ .AppName }}

            {{ range .AppChanges -}}
            rolls back image {{ .Image }} tag '{{ .OldTag }}' to '{{ .NewTag }}'
            {{ end -}}
            """;

    private static final String ADOPTION = """
            build: adoption of what runs in {{ .AppName }}

            {{ range .AppChanges -}}
            adopts image {{ .Image }} tag '{{ .NewTag }}' in place of '{{ .OldTag }}'
            {{ end -}}
            """;

    private static final Logger LOGGER = Logger.getLogger(CommitMessageTemplate.class.getName());
    private static final String CHANGE_TYPE = "argocd.commitMessageChange";

    private final Template template;
    private final boolean isDefault;

    private CommitMessageTemplate(Template template, boolean isDefault) {
        this.template = template;
        this.isDefault = isDefault;
    }

    /**
     * @throws ConfigurationException if it does not parse, with line and column
     */
    public static CommitMessageTemplate parse(String source) {
        return new CommitMessageTemplate(
                Template.parse("commitMessage", "commit message", source), source.equals(DEFAULT));
    }

    /** The one for going back: the built-in one says so, one that somebody has written counts as it is. */
    public CommitMessageTemplate ofRollback() {
        return isDefault ? parse(ROLLBACK) : this;
    }

    /** The one for writing what runs: the built-in one says so, one that somebody has written counts as it is. */
    public CommitMessageTemplate ofAdoption() {
        return isDefault ? parse(ADOPTION) : this;
    }

    /** Why messages will not look as the template says: it asks for what is not there. */
    public Optional<ConfigurationException> problem() {
        return TemplateTrial.problem(
                "make a commit message from its template", template, data("example", TemplateTrial.CHANGES));
    }

    /** The message; {@code build: update of application <name>} when the template cannot be carried out on these changes. */
    public RenderedText render(String application, List<TemplateChange> changes) {
        try {
            return new RenderedText(template.execute(data(application, changes)));
        } catch (ExecutionError e) {
            LOGGER.log(Level.FINE, "The commit message template failed: {0}", e.getMessage());
            return new RenderedText(Bytes.of("build: update of application " + CleanText.line(application)));
        }
    }

    private static Value data(String application, List<TemplateChange> changes) {
        List<Value> items = changes.stream().map(CommitMessageTemplate::value).toList();
        return new Fields(
                "argocd.commitMessageTemplate",
                false,
                List.of(
                        new Field("AppName", Text.of(CleanText.line(application))),
                        new Field("AppChanges", new Items(CHANGE_TYPE, items))));
    }

    private static Value value(TemplateChange change) {
        TreeMap<String, Text> labels = new TreeMap<>();
        change.labels().forEach((key, label) -> labels.put(Bytes.of(key), Text.of(label)));
        return new Fields(
                CHANGE_TYPE,
                false,
                List.of(
                        new Field("Image", Text.of(change.image())),
                        new Field("OldTag", Text.of(change.oldTag())),
                        new Field("NewTag", Text.of(change.newTag())),
                        new Field("Labels", new Labels(labels))));
    }
}
