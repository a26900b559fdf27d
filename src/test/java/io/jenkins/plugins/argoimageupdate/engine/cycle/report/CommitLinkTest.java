package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class CommitLinkTest {

    private static final String COMMIT = "1cce7a0f6d0b1a2c3d4e5f60718293a4b5c6d7e8";

    @Test
    public void leadsToThePagesOfKnownHosts() {
        assertThat(CommitLink.of("https://github.com/org/repo.git", COMMIT))
                .isEqualTo("https://github.com/org/repo/commit/" + COMMIT);
        assertThat(CommitLink.of("git@github.com:org/repo.git", COMMIT))
                .isEqualTo("https://github.com/org/repo/commit/" + COMMIT);
        assertThat(CommitLink.of("ssh://git@gitlab.example.com:2222/group/sub/repo.git", COMMIT))
                .isEqualTo("https://gitlab.example.com/group/sub/repo/-/commit/" + COMMIT);
        assertThat(CommitLink.of("https://bitbucket.org/org/repo", COMMIT))
                .isEqualTo("https://bitbucket.org/org/repo/commits/" + COMMIT);
    }

    @Test
    public void showsNoUserInfo() {
        assertThat(CommitLink.of("https://jane:secret@github.com/org/repo.git", COMMIT))
                .isEqualTo("https://github.com/org/repo/commit/" + COMMIT);
    }

    @Test
    public void guessesNothing() {
        assertThat(CommitLink.of("https://git.example.com/org/repo.git", COMMIT))
                .isEmpty();
        assertThat(CommitLink.of("https://notgithub.com/org/repo.git", COMMIT)).isEmpty();
        assertThat(CommitLink.of("https://github.com/org/repo.git", "main")).isEmpty();
        assertThat(CommitLink.of("", "")).isEmpty();
    }
}
