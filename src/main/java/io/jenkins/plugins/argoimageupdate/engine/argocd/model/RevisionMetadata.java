package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Argo CD knows of a commit.
 *
 * @param date null where not known
 */
public record RevisionMetadata(String author, @Nullable Instant date, String message) {

    public RevisionMetadata {
        author = CleanText.line(author);
        message = CleanText.block(message);
    }
}
