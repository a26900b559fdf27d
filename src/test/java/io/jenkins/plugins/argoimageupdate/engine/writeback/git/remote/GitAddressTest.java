package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.transport.URIish;
import org.junit.Test;

public class GitAddressTest {

    private static final GitCredentials ANONYMOUS = new GitCredentials.Anonymous();

    private static final List<String> PIECES = List.of(
            "http://",
            "https://",
            "ssh://",
            "HTTP://",
            "git@",
            "a@",
            "u:p@",
            "host.example",
            "Other.Example.com",
            "evil",
            "[::1]",
            "127.0.0.1",
            "0x7f.1",
            ":",
            ":80",
            ":443",
            ":0",
            ":70000",
            "/",
            "//",
            "\\",
            "|",
            " ",
            "\t",
            "\n",
            "%40",
            "%2f",
            "%",
            "?",
            "#",
            "@",
            ".",
            "..",
            "_",
            "-",
            "~",
            "é",
            "\u202e",
            "。",
            "org/app.git",
            "a",
            ";",
            "'",
            "\"",
            "<",
            "^",
            "`",
            "{",
            "[",
            "]");

    @Test
    public void refusesAddressesThatTwoReadersReadDifferently() {
        for (String url : List.of(
                "http://host.example/a|b.git",
                "http://host.example\\e.git",
                "http://host.example\\@other.example.com/e.git",
                "http://a@b@host.example/e.git",
                "http://a_b/e.git",
                "http://host.example./e.git",
                "http://2130706433/e.git")) {
            assertThatThrownBy(() -> GitAddress.of(GitRemote.of(url, ANONYMOUS)))
                    .as(url)
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    /** Refused, or all who read it find the host that credentials are chosen for. */
    @Test
    public void everyReaderFindsTheSameHost() throws Exception {
        Random random = new Random(12);
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            String text = text(random, i);
            GitAddress address;
            try {
                address = GitAddress.of(GitRemote.of(text, ANONYMOUS));
            } catch (ConfigurationException e) {
                continue;
            }
            read++;
            assertThat(address.uri().getHost()).as(text).isEqualTo(address.host());
            assertThat(jgit(text, address.host())).as(text).isEqualToIgnoringCase(address.host());
            if (!address.isSsh()) {
                assertThat(address.origin().host()).as(text).isEqualTo(address.host());
                assertThat(new URL(address.uri() + "/").getHost()).as(text).isEqualTo(address.host());
                assertThat(java(text)).as(text).isEqualToIgnoringCase(address.host());
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    /** JGit sees no host where the scheme is in upper case. */
    private static String jgit(String text, String otherwise) throws URISyntaxException {
        String host = new URIish(text.strip()).getHost();
        return host == null ? otherwise : host;
    }

    private static String java(String text) throws URISyntaxException {
        return new URI(text.strip()).getHost();
    }

    /** Half of them made of pieces, half of them good ones with a piece somewhere in them. */
    private static String text(Random random, int round) {
        StringBuilder text = new StringBuilder();
        if (round % 2 == 0) {
            int length = 2 + random.nextInt(6);
            for (int i = 0; i < length; i++) {
                text.append(PIECES.get(random.nextInt(i == 0 ? 6 : PIECES.size())));
            }
            return text.toString();
        }
        text.append(List.of(
                        "https://host.example/org/app.git",
                        "http://user:pw@host.example:8080/org/app",
                        "ssh://git@host.example:2222/org/app",
                        "git@host.example:org/app.git")
                .get(random.nextInt(4)));
        return text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())))
                .toString();
    }

    @Test
    public void usesTheLoginInAnAddress() {
        GitAddress address = GitAddress.of(GitRemote.of("https://bot:s3c%40ret@host.example/a", ANONYMOUS));

        assertThat(address.credentials()).isEqualTo(new GitCredentials.UserPassword("bot", "s3c@ret"));
        assertThat(address.uri()).hasToString("https://host.example/a");
        assertThat(GitAddress.of(GitRemote.of("ssh://deploy@host.example/a", ANONYMOUS))
                        .uri()
                        .getUser())
                .isEqualTo("deploy");
        assertThat(GitAddress.of(GitRemote.of("host.example:a", ANONYMOUS)).uri())
                .hasToString("git@host.example:a");
    }
}
