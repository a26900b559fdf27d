package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;

/** How commits are written: by whom, signed how, with what message. */
public record CommitSettings(CommitStyle style, CommitMessageTemplate message) {

    public static final CommitSettings DEFAULT =
            new CommitSettings(CommitStyle.DEFAULT, CommitMessageTemplate.parse(CommitMessageTemplate.DEFAULT));
}
