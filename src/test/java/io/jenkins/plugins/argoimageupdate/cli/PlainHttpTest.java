package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class PlainHttpTest {

    private final List<String> said = new ArrayList<>();
    private final PlainHttp plainHttp = new PlainHttp(said::add);

    @Test
    public void warnsOfEachServerOnceInARun() {
        tell("http://git.example.com/a.git", "http://git.example.com/b.git", "HTTP://10.0.0.1:5000/");

        assertThat(said)
                .containsExactly(
                        "credentials go to http://git.example.com unencrypted; use https",
                        "credentials go to http://10.0.0.1:5000 unencrypted; use https");

        plainHttp.nextRun();
        tell("http://git.example.com/a.git");

        assertThat(said).hasSize(3);
    }

    @Test
    public void neitherTlsNorThisMachineIsWorthAWarning() {
        tell("https://git.example.com/a.git", "http://localhost:3000/", "http://127.0.0.2/", "http://[::1]:80/");
        tell("http://git.localhost/", "http://[0:0:0:0:0:0:0:1]/");

        assertThat(said).isEmpty();
    }

    @Test
    public void namesThatOnlyBeginLikeThisMachineAreOthers() {
        tell("http://localhost.example.com/", "http://127.example.com/", "http://[::2]/");

        assertThat(said).hasSize(3);
    }

    private void tell(String... servers) {
        for (String server : servers) {
            plainHttp.credentialsGoTo(URI.create(server));
        }
    }
}
