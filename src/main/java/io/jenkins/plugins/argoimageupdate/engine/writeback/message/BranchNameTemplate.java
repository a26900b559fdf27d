package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.ExecutionError;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.RenderedText;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Template;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Field;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Fields;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Items;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.Value.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The name of the branch to push to. Its template sees {@code .AppNamespace}, {@code .AppName}, {@code .TargetKey},
 * {@code .SHA256} and {@code .Images} with {@code .Name}, {@code .Alias}, {@code .OldTag} and {@code .NewTag} (Image Updater:
 * {@code git.go}, {@code TemplateBranchName}).
 */
public final class BranchNameTemplate {

    /** The template for the head branch of pull requests. */
    public static final String PULL_REQUEST = "image-updater-{{.TargetKey}}-{{.SHA256}}";

    private static final int MAX_BYTES = 255;
    private static final String IMAGE_TYPE = "argocd.imageChange";

    private final Template template;

    private BranchNameTemplate(Template template) {
        this.template = template;
    }

    /** @throws ConfigurationException if it does not parse, with line and column */
    public static BranchNameTemplate parse(String source) {
        return new BranchNameTemplate(Template.parse("branchName", "branch name", source));
    }

    /** Why no branch can be named by it: it asks for what is not there. */
    public Optional<ConfigurationException> problem() {
        BranchSubject subject = new BranchSubject("argocd", "example", "0123abcd");
        return TemplateTrial.problem(
                "make a branch name from its template", template, data(subject, TemplateTrial.CHANGES));
    }

    /**
     * The branch's name, cut to 255 bytes even where that falls inside a character. It may be empty and need not be one that
     * Git accepts.
     *
     * @throws ConfigurationException if the template cannot be carried out on these changes
     */
    public RenderedText render(BranchSubject subject, List<TemplateChange> changes) {
        try {
            String name = template.execute(data(subject, changes));
            return new RenderedText(name.length() > MAX_BYTES ? name.substring(0, MAX_BYTES) : name);
        } catch (ExecutionError e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "make a branch name for " + subject.appName() + " from its template",
                    e.getMessage(),
                    "Correct the template after the colon of the branch");
        }
    }

    private static Value data(BranchSubject subject, List<TemplateChange> changes) {
        List<Value> images = changes.stream().map(BranchNameTemplate::value).toList();
        return new Fields(
                "argocd.branchNameTemplate",
                false,
                List.of(
                        new Field("AppNamespace", Text.of(subject.appNamespace())),
                        new Field("AppName", Text.of(subject.appName())),
                        new Field("TargetKey", Text.of(subject.targetKey())),
                        new Field("Images", new Items(IMAGE_TYPE, images)),
                        new Field("SHA256", Text.of(sha256(changes)))));
    }

    private static Value value(TemplateChange change) {
        return new Fields(
                IMAGE_TYPE,
                true,
                List.of(
                        new Field("Name", Text.of(change.image())),
                        new Field("Alias", Text.of(change.alias())),
                        new Field("OldTag", Text.of(change.oldTag())),
                        new Field("NewTag", Text.of(change.newTag()))));
    }

    /** Identifies a set of changes: the same changes give the same branch. */
    private static String sha256(List<TemplateChange> changes) {
        StringBuilder text = new StringBuilder();
        for (TemplateChange change : changes) {
            text.append(change.image() + "-" + change.oldTag() + "-" + change.newTag() + ",");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
