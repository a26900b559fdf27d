package io.jenkins.plugins.argoimageupdate.demo.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

/** The answers are those of casbin 2.135 with Argo CD 3.5.1's {@code assets/model.conf} and its matching by globs. */
public class AccessPolicyTest {

    private final AccessPolicy policy = AccessPolicy.parse("""
            # those of the shop
            p, role:jenkins, applications, get, shop/*, allow
            p, role:jenkins, applications, get, shop/secret, deny

            p, jenkins, applications, sync, shop/team-?/web, allow
            g, jenkins, role:jenkins
            """);

    @Test
    public void allowsWhatAnAccountOrItsRoleMayDo() {
        assertThat(allows("jenkins", "get", "shop/web")).isTrue();
        assertThat(allows("jenkins", "sync", "shop/team-a/web")).isTrue();
        assertThat(allows("role:jenkins", "sync", "shop/team-a/web")).isFalse();
        assertThat(allows("other", "get", "shop/web")).isFalse();
        assertThat(policy.allows("jenkins", "logs", "get", "shop/web")).isFalse();
    }

    @Test
    public void aStarGoesOverSlashesAndAQuestionMarkIsOneCharacter() {
        assertThat(allows("jenkins", "get", "shop/team-a/web")).isTrue();
        assertThat(allows("jenkins", "get", "other/web")).isFalse();
        assertThat(allows("jenkins", "sync", "shop/team-ab/web")).isFalse();
    }

    @Test
    public void whatIsDeniedStaysForbidden() {
        assertThat(allows("jenkins", "get", "shop/secret")).isFalse();
    }

    @Test
    public void whatIsNoLineOfAPolicyIsRefused() {
        assertThatThrownBy(() -> AccessPolicy.parse("p, role:jenkins, applications, get, */*"))
                .hasMessageContaining("no line of a policy");
    }

    private boolean allows(String account, String action, String object) {
        return policy.allows(account, "applications", action, object);
    }
}
