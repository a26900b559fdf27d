package io.jenkins.plugins.argoimageupdate.engine.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class SafeLinkTest {

    @Test
    public void pagesOfTheWebAreLinks() {
        for (String url : List.of(
                "https://argocd.example.com/applications/argocd/shop",
                "HTTP://localhost:8080/?node=a%2Fb",
                "https://[::1]/a#b")) {
            assertThat(SafeLink.of(url)).isEqualTo(url);
        }
        assertThat(SafeLink.of(" https://example.com/ü\n")).isEqualTo("https://example.com/%C3%BC");
    }

    @Test
    public void nothingElseIsOne() {
        for (String url : List.of(
                "",
                " ",
                "javascript:alert(1)",
                "https:alert(1)",
                "data:text/html,x",
                "//example.com/",
                "/applications/shop",
                "https://",
                "https:///path",
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://example.com/a b",
                "ftp://example.com/")) {
            assertThat(SafeLink.of(url)).as(url).isNull();
        }
        assertThat(SafeLink.of(null)).isNull();
    }
}
