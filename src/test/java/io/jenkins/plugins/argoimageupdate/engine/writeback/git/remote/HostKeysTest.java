package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.Test;

public class HostKeysTest {

    @Test
    public void takesWhatOpenSshTakes() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String key = PublicKeyEntry.toString(keys.generateKeyPair().getPublic());
        String future = Base64.getEncoder()
                .encodeToString("\0\0\0\nssh-future and its key".getBytes(StandardCharsets.US_ASCII));
        String known = String.join(
                "\n",
                "# github.com:22 SSH-2.0-babeld",
                "",
                "github.com " + key,
                "  [git.example.com]:2222,10.0.0.1 " + key + " of its operator",
                "@revoked old.example.com " + key,
                "@cert-authority *.example.com " + key,
                "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= " + key,
                "new.example.com ssh-future " + future);
        assertThat(HostKeys.unusableLine(known)).isEmpty();
        assertThat(HostKeys.unusableLine("")).isEmpty();
    }

    @Test
    public void namesTheFirstLineThatIsNoEntry() throws Exception {
        for (String line : List.of(
                "garbage",
                "github.com",
                "github.com ssh-rsa",
                "github.com ssh-rsa %%%",
                "github.com ssh-rsa AAAA",
                "@revoked github.com ssh-rsa",
                "-----BEGIN OPENSSH PRIVATE KEY-----")) {
            assertThat(HostKeys.unusableLine("# first\n\n  " + line + "\nmore")).contains(line);
        }
    }
}
