package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Map;

/**
 * A change of one image as templates see it: whatever is in it, one line each, so that no line of a message is made by it.
 *
 * @param image name without registry
 * @param alias empty for none
 * @param oldTag digest if there is one, else tag; likewise newTag
 */
public record TemplateChange(String image, String alias, String oldTag, String newTag, Map<String, String> labels) {

    public TemplateChange {
        image = CleanText.line(image);
        alias = CleanText.line(alias);
        oldTag = CleanText.line(oldTag);
        newTag = CleanText.line(newTag);
        labels = CleanText.lines(labels);
    }

    /** A planned change, as templates see it. */
    public static TemplateChange of(ImageChange change) {
        var image = change.watched().image();
        return new TemplateChange(
                image.name(),
                image.alias(),
                change.oldTag() == null ? "" : change.oldTag().toString(),
                change.newTag() == null ? "" : change.newTag().toString(),
                change.labels());
    }
}
