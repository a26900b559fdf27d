package io.jenkins.plugins.argoimageupdate.engine.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.net.URI;
import java.util.List;
import org.junit.Test;

public class ServerAddressTest {

    private static ServerAddress repository(String text) {
        return ServerAddress.ofRepository(text);
    }

    @Test
    public void readsWhatIsPlainAndWritesItInOneForm() {
        assertThat(repository("https://GitHub.com:443/Org/App.git")).hasToString("https://github.com/Org/App.git");
        assertThat(repository(" HTTP://git.example.com:8080/a%20b/c\n"))
                .hasToString("http://git.example.com:8080/a%20b/c");
        assertThat(repository("ssh://git@git.example.com:2222/~team/app"))
                .hasToString("ssh://git.example.com:2222/~team/app");
        assertThat(repository("git@Git.example.com:team/app.git")).hasToString("git.example.com:team/app.git");
        assertThat(repository("https://[FE80::1]:8443/app")).hasToString("https://[fe80::1]:8443/app");
        assertThat(repository("https://10.0.0.7/app")).hasToString("https://10.0.0.7/app");
        assertThat(repository("https://xn--bcher-kva.example/app")).hasToString("https://xn--bcher-kva.example/app");
        assertThat(repository("https://git.example.com/团队/应用.git")).hasToString("https://git.example.com/团队/应用.git");
    }

    @Test
    public void namesThePortThatIsConnectedTo() {
        assertThat(repository("https://h.example/a").port()).isEqualTo(443);
        assertThat(repository("http://h.example/a").port()).isEqualTo(80);
        assertThat(repository("git@h.example:a").port()).isEqualTo(22);
        assertThat(repository("https://h.example:8443/a").authority()).isEqualTo("h.example:8443");
    }

    @Test
    public void keepsALoginOutOfSight() {
        ServerAddress address = repository("https://bot:s3cr%40t@h.example/a");

        assertThat(address.login()).isEqualTo("bot:s3cr%40t");
        assertThat(address).hasToString("https://h.example/a");
        assertThat(address.toUri().toString()).doesNotContain("s3cr");
    }

    /** Each of these was, or could be, read as one host here and as another one there. */
    @Test
    public void refusesWhatCanBeReadInTwoWays() {
        for (String url : List.of(
                "http://HOST/a|b.git",
                "http://HOST\\e.git",
                "http://HOST\\@other.example.com/e.git",
                "http://a@b@HOST/e.git",
                "http://HOST/a b.git",
                "http://HOST/a\tb.git",
                "http://HOST/a\nb.git",
                "http://HO ST/a.git",
                "http://HO%53T/a.git",
                "http://HOST%2eexample.com/a.git",
                "http://user:pa ss@HOST/a.git",
                "http://user\\@HOST/a.git",
                "http://HOST#@other.example.com/a.git",
                "http://HOST?@other.example.com/a.git",
                "http://HOST/a.git?x=y",
                "http://HOST/a.git#x",
                "http://[fe80::1%25eth0]/a.git",
                "http://[fe80::1%eth0]/a.git",
                "http://[::1/a.git",
                "http://HOST:99999/a.git",
                "http://HOST:0/a.git",
                "http://HOST:-1/a.git",
                "http://HOST:/a.git",
                "http://HOST:80:80/a.git",
                "http:///a.git",
                "http://:80/a.git",
                "http:HOST/a.git",
                "http:/HOST/a.git",
                "//HOST/a.git",
                "http://HOST.",
                "http://HOST./a.git",
                "http://.HOST/a.git",
                "http://a..HOST/a.git",
                "http://a_b.HOST/a.git",
                "http://-a.HOST/a.git",
                "http://bücher.example/a.git",
                "http://ＨＯＳＴ/a.git",
                "http://HOST。example/a.git",
                "http://HO\u00adST/a.git",
                "http://HO\u200dST/a.git",
                "http://2130706433/a.git",
                "http://0x7f000001/a.git",
                "http://127.1/a.git",
                "http://0177.0.0.1/a.git",
                "http://999.0.0.1/a.git",
                "http://HOST/../a.git",
                "http://HOST/a/%2e%2E/b.git",
                "http://HOST/a/./b.git",
                "http://HOST/a%00b.git",
                "http://HOST/a%0ab.git",
                "http://HOST/a%5cb.git",
                "http://HOST/a%ffb.git",
                "http://HOST/\u202etig.git",
                "http://HOST",
                "ssh://HOST",
                "git@HOST",
                "HOST:",
                "@HOST:a.git",
                "git@:a.git",
                "a@b@HOST:a.git",
                "git@HOST\\x:a.git",
                "git@HOST:a\\b.git",
                "git@HOST:a b.git",
                "git@HOST:../b.git",
                "git@HOST:-x",
                "git@HOST::a",
                "git@HOST://a",
                "git@[::1]:a.git",
                "git@-oProxyCommand=x:a.git",
                "-oProxyCommand=x:a.git",
                "-u@HOST:a.git",
                "C:/a.git",
                "C:\\a.git",
                "file:///a.git",
                "ext::sh -c id",
                "ftp://HOST/a.git",
                "/a.git",
                "",
                "http://HOST/" + "a".repeat(2048))) {
            String written = url.replace("HOST", "git.example.com");
            assertThatThrownBy(() -> repository(written)).as(written).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    public void repeatsNoPasswordWhereItRefuses() {
        assertThatThrownBy(() -> repository("http://bot:s3cret@h.example/a|b")).hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> ServerAddress.ofWeb("https://bot:s3cret@h.example/", "use registry x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("use registry x")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    public void hasNoLoginQueryOrFragmentForRegistriesAndArgoCd() {
        assertThat(ServerAddress.ofWeb("https://Argo.example.com/root", "x").toUri())
                .isEqualTo(URI.create("https://argo.example.com/root"));
        for (String url : List.of(
                "https://u@h.example",
                "https://h.example?a",
                "https://h.example#a",
                "ssh://h.example",
                "h.example:5000")) {
            assertThatThrownBy(() -> ServerAddress.ofWeb(url, "x")).as(url).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    public void coversWhatIsBelowItAndNothingBesides() {
        ServerAddress org = ServerAddress.ofRepositories("https://git.example.com/org/");

        assertThat(org.covers(repository("https://git.example.com:443/org/app.git")))
                .isTrue();
        assertThat(ServerAddress.ofRepositories("https://git.example.com")
                        .covers(repository("https://git.example.com/x")))
                .isTrue();
        for (String other : List.of(
                "https://git.example.com/organisation/app",
                "https://git.example.com.evil/org/app",
                "https://git.example.com:8443/org/app",
                "http://git.example.com/org/app",
                "git@git.example.com:org/app")) {
            assertThat(org.covers(repository(other))).as(other).isFalse();
        }
    }

    @Test
    public void hasNoOriginWithoutAHost() {
        assertThatThrownBy(() -> Origin.of(URI.create("http://my_git/"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Origin.of(URI.create("file:/x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
