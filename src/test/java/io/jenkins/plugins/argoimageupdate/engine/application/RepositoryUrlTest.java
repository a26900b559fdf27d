package io.jenkins.plugins.argoimageupdate.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RepositoryUrlTest {

    @Test
    public void comparesHostAndPath() {
        for (String same : new String[] {
            "https://git.example.com/team/a",
            "https://user:secret@Git.Example.com/team/a.git/",
            "git@git.example.com:team/a.git",
            "ssh://git@git.example.com:22/team/a.git",
            " git.example.com:team/a "
        }) {
            assertThat(RepositoryUrl.isSame("https://git.example.com/team/a.git", same))
                    .as(same)
                    .isTrue();
        }
        for (String other : new String[] {
            "https://git.example.com/team/b.git",
            "https://git.example.com:8443/team/a",
            "https://example.com/team/a",
            ""
        }) {
            assertThat(RepositoryUrl.isSame("https://git.example.com/team/a.git", other))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    public void showsNoUser() {
        assertThat(RepositoryUrl.withoutUser("https://user:secret@git.example.com/a.git"))
                .isEqualTo("https://git.example.com/a.git");
    }
}
