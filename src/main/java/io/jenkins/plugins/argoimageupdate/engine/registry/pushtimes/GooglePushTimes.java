package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.TagList;
import java.util.Optional;

/** Google Artifact Registry and Container Registry: their tag list itself tells when each manifest was uploaded. */
public final class GooglePushTimes implements PushTimeSource {

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        PushedTags tags = new PushedTags(query.wanted());
        for (TagList.Upload upload : query.client().uploads(query.repository())) {
            tags.add(upload.tag(), Optional.ofNullable(upload.when()), upload.digest());
        }
        return tags.list().isEmpty() ? Optional.empty() : Optional.of(tags);
    }
}
