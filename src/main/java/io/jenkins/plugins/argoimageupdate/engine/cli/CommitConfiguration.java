package io.jenkins.plugins.argoimageupdate.engine.cli;

import io.jenkins.plugins.argoimageupdate.engine.application.ConfigNode;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CommitSettings;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.template.CommitMessageTemplate;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** How commits are written, as the connections say. */
record CommitConfiguration(CommitSettings settings) {

    static final CommitConfiguration DEFAULT = new CommitConfiguration(CommitSettings.DEFAULT);

    static CommitConfiguration of(ConfigNode node, Path directory) {
        node.allow(Set.of("name", "email", "signOff", "messageFile", "signing"));
        GitIdentity identity = new GitIdentity(
                Objects.requireNonNullElse(node.text("name"), GitIdentity.DEFAULT.name()),
                Objects.requireNonNullElse(node.text("email"), GitIdentity.DEFAULT.email()));
        String message = node.get("messageFile")
                .map(path -> TextFile.read(directory.resolve(path.text())))
                .orElse(CommitMessageTemplate.DEFAULT);
        CommitStyle style =
                new CommitStyle(identity, identity, Boolean.TRUE.equals(node.flag("signOff")), null);
        return new CommitConfiguration(new CommitSettings(style, CommitMessageTemplate.parse(message)));
    }
}
