package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class GitCredentialsTest {

    private final GitCredentials.Token token = new GitCredentials.Token("t0ken");

    @Test
    public void sendsATokenWithTheUserNameThatTheHostDocuments() {
        assertThat(token.at("github.com").user()).isEqualTo("x-access-token");
        assertThat(token.at("Octo.GHE.com").user()).isEqualTo("x-access-token");
        assertThat(token.at("gitlab.com").user()).isEqualTo("oauth2");
        assertThat(token.at("gitlab.example.com").user()).isEqualTo("oauth2");
        assertThat(token.at("bitbucket.org").user()).isEqualTo("x-token-auth");
        assertThat(token.at("git.example.com").user()).isEqualTo("x-token-auth");
        assertThat(token.at("git.example.com").password()).isEqualTo("t0ken");
    }

    @Test
    public void showsNoToken() {
        assertThat(token.toString()).doesNotContain("t0ken");
        assertThat(GitRemote.of("https://git.example.com/a.git", token).toString())
                .doesNotContain("t0ken");
    }

    @Test
    public void doesNotTryATokenOverSsh() {
        assertThatThrownBy(() -> GitAddress.of(GitRemote.of("git@git.example.com:a.git", token)))
                .hasMessageContaining("a password or token cannot log in over SSH")
                .hasMessageNotContaining("t0ken");
    }
}
