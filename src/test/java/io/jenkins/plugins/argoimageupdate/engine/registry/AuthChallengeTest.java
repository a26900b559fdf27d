package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class AuthChallengeTest {

    @Test
    public void readsParametersInAnyOrderQuotedOrNot() {
        assertThat(
                        parse(
                                "Bearer scope=\"repository:a/b:pull,push\", SERVICE=registry ,realm=\"https://a.example/t?x=1\""))
                .containsExactly(new AuthChallenge(
                        "bearer",
                        Map.of(
                                "scope", "repository:a/b:pull,push",
                                "service", "registry",
                                "realm", "https://a.example/t?x=1")));
    }

    @Test
    public void readsSeveralChallengesInOneLineAndInSeveral() {
        assertThat(parse("Basic realm=\"x\", Bearer realm=\"https://t\",service=\"s\"", "Negotiate"))
                .extracting(AuthChallenge::scheme)
                .containsExactly("basic", "bearer", "negotiate");
    }

    @Test
    public void doesNotTakeATokenForAParameter() {
        assertThat(parse("Negotiate YWJj==, Basic realm=x"))
                .containsExactly(
                        new AuthChallenge("negotiate", Map.of("", "YWJj==")),
                        new AuthChallenge("basic", Map.of("realm", "x")));
    }

    @Test
    public void unescapesQuotedCharacters() {
        assertThat(parse("Basic realm=\"a \\\"b\\\" \\\\c\"").get(0).parameter("realm"))
                .isEqualTo("a \"b\" \\c");
    }

    @Test
    public void takesAnAddressWithoutQuotes() {
        assertThat(parse("Bearer realm=https://t.example/token,service=s")
                        .get(0)
                        .parameters())
                .isEqualTo(Map.of("realm", "https://t.example/token", "service", "s"));
    }

    @Test
    public void survivesRubbish() {
        for (String rubbish :
                List.of("", ",", "=", "\"", "Bearer realm=\"unterminated", "Bearer =", "a b c", "Bearer realm=")) {
            assertThat(parse(rubbish)).as(rubbish).hasSizeLessThanOrEqualTo(3);
        }
    }

    private static List<AuthChallenge> parse(String... lines) {
        return AuthChallenge.parse(List.of(lines));
    }
}
