package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class GitIdentityTest {

    @Test
    public void namesAndAddressesAreWhatGitKeepsAsItIs() {
        assertThat(List.of("", "Jenkins", "Zoë O'Neil, Jr.")).allMatch(GitIdentity::isName);
        assertThat(List.of("a <b>", "a\nb")).noneMatch(GitIdentity::isName);
        assertThat(List.of("a@b", "image-updates@example.com")).allMatch(GitIdentity::isEmail);
        assertThat(List.of("", "nobody", "a@b@c", "a <a@b>", "a b@c")).noneMatch(GitIdentity::isEmail);
    }
}
