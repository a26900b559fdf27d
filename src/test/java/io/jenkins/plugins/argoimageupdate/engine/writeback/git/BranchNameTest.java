package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.List;
import org.junit.Test;

public class BranchNameTest {

    @Test
    public void takesWhatGitTakes() {
        assertThat(BranchName.toRef("main")).isEqualTo("refs/heads/main");
        assertThat(BranchName.toRef("refs/heads/release/1.2")).isEqualTo("refs/heads/release/1.2");
        assertThat(BranchName.toRef("feature/日本語-x_y@z+1")).isEqualTo("refs/heads/feature/日本語-x_y@z+1");
        BranchName.check("");
        BranchName.check("HEAD");
    }

    @Test
    public void refusesWhatGitOrAProgramCouldTakeForSomethingElse() {
        for (String branch : List.of(
                "-x",
                "--upload-pack=x",
                "refs/heads/--upload-pack=x",
                "refs/heads/-",
                "refs/heads/HEAD",
                "refs/heads/",
                "a b",
                "a\tb",
                "a\nb",
                "a..b",
                "a:b",
                "a~1",
                "a^",
                "a?",
                "a*",
                "a[",
                "a\\b",
                "a@{1}",
                "@{-1}",
                "/a",
                "a/",
                "a//b",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "a.lock/b",
                "a\u0000",
                "a\u007f",
                "a\u202eb",
                "a\u200bb",
                "a\u2028b")) {
            assertThatThrownBy(() -> BranchName.check(branch)).as(branch).isInstanceOf(ConfigurationException.class);
        }
    }
}
