package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import org.junit.Test;

public class CommitMessageTest {

    private static final CommitStyle SIGNED_OFF =
            new CommitStyle(GitIdentity.DEFAULT, new GitIdentity("Bot", "bot@example.com"), true, null);

    @Test
    public void cleansUpAsGitDoes() {
        assertThat(CommitMessage.of("\n\n a \t\r\n\n\n\nb\n\n", CommitStyle.DEFAULT))
                .isEqualTo(" a\n\nb\n");
        assertThat(CommitMessage.of("# kept", CommitStyle.DEFAULT)).isEqualTo("# kept\n");
    }

    @Test
    public void signsOffInAParagraphOfTrailers() {
        assertThat(CommitMessage.of("a\n", SIGNED_OFF)).isEqualTo("a\n\nSigned-off-by: Bot <bot@example.com>\n");
        assertThat(CommitMessage.of("build: a\n\nRefs: 1\n", SIGNED_OFF))
                .isEqualTo("build: a\n\nRefs: 1\nSigned-off-by: Bot <bot@example.com>\n");
        assertThat(CommitMessage.of("build: a", SIGNED_OFF))
                .isEqualTo("build: a\n\nSigned-off-by: Bot <bot@example.com>\n");
    }

    @Test
    public void signsOffOnce() {
        String once = CommitMessage.of("a", SIGNED_OFF);

        assertThat(CommitMessage.of(once, SIGNED_OFF)).isEqualTo(once);
    }

    @Test
    public void refusesAnEmptyMessage() {
        assertThatThrownBy(() -> CommitMessage.of(" \n\t\n", SIGNED_OFF))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("commit message template");
    }
}
