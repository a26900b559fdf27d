package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.LinkHeader;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Headers that a regular expression would think about for minutes. */
public class HostileHeadersTest {

    private static final int LENGTH = 100_000;
    private static final URI PAGE = URI.create("https://r.example/v2/a/tags/list");
    private static final List<String> PARTS = List.of(
            "<",
            ">",
            "<>",
            "</n>",
            "</n>;",
            "</n>; rel=",
            "</n>; rel=\"",
            "</n>; rel=\"prev\",",
            ";",
            "; rel",
            "; rel=",
            "; rel=\" ",
            ";rel=x;",
            "\"",
            "\\\"",
            " ",
            "\t",
            ",",
            "=",
            "a",
            "a ",
            "a=",
            "a=\"",
            "a=\"b\",",
            "a==",
            "Bearer ",
            "Bearer realm=\"x\",",
            "/",
            "/n;",
            "//",
            "http://",
            "https://a@",
            "@",
            "1",
            "9",
            "Mon, ",
            "\u00e9",
            "\u0000",
            "-",
            "~");

    @Test(timeout = 60_000)
    public void linksWithoutEnd() {
        for (String header : hostile()) {
            assertThatThrownBy(() -> LinkHeader.next(List.of(header), PAGE))
                    .as(header.substring(0, 20))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test(timeout = 60_000)
    public void linksThatAreShortEnoughToBeRead() {
        for (String header : hostile()) {
            String text = header.substring(0, 8_000);
            try {
                LinkHeader.next(List.of(text, text, text, text), PAGE);
            } catch (IllegalArgumentException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test(timeout = 60_000)
    public void challengesWithoutEnd() {
        for (String header : hostile()) {
            assertThat(AuthChallenge.parse(List.of(header)))
                    .as(header.substring(0, 20))
                    .isEmpty();
            assertThat(AuthChallenge.parse(List.of(header.substring(0, 8_000)))).hasSizeLessThan(8_000);
        }
    }

    @Test(timeout = 60_000)
    public void timesToWaitWithoutEnd() {
        for (String header : hostile()) {
            assertThat(RetryAfter.parse(header, Instant.now()).orElse(RetryAfter.LONGEST))
                    .isEqualTo(RetryAfter.LONGEST);
        }
    }

    private static List<String> hostile() {
        List<String> headers = new ArrayList<>();
        for (String part : PARTS) {
            String long1 = part.repeat(LENGTH / part.length());
            headers.add(long1);
            headers.add("<a>" + long1);
            headers.add("Bearer realm=\"" + long1);
        }
        return headers;
    }
}
