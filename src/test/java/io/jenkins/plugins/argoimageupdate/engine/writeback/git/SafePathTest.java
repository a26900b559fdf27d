package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import java.util.List;
import org.junit.Test;

public class SafePathTest {

    @Test
    public void takesFilesOfTheRepository() {
        for (String path :
                List.of("values.yaml", ".argocd-source-app.yaml", "a/.github/x.yaml", "a/git/b", "a.git/b", "日本/x")) {
            SafePath.check(path);
        }
    }

    @Test
    public void refusesWhatGitItselfReadsInAnySpelling() {
        for (String path : List.of(
                ".git",
                ".git/config",
                ".GIT/config",
                ".git./config",
                ".git /config",
                "git~1/config",
                "GIT~1/config",
                "GIT~2/config",
                "a/.git/hooks/x",
                ".g\u200cit/config",
                ".git::$INDEX_ALLOCATION/config",
                ".git:x/config",
                ".gitmodules",
                ".GitModules",
                ".gitmodules.",
                ".gitmodules ",
                ".gitmodules. .",
                ".gitmodules::$DATA",
                "GITMOD~1",
                "gi7eba~1",
                ".git\u200bmodules",
                "a/.gitmodules",
                "a/b/.gitattributes",
                ".gitignore",
                "../x",
                "/x",
                "a//b",
                "a\\b",
                "a\nb")) {
            assertThatThrownBy(() -> SafePath.check(path)).as(path).isInstanceOf(GitException.class);
        }
    }
}
