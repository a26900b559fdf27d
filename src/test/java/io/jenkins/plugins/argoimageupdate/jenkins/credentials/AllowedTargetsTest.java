package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import java.net.URI;
import java.util.List;
import org.junit.Test;

public class AllowedTargetsTest {

    private static final RegistryEndpoints ENDPOINTS = new RegistryEndpoints(List.of());

    @Test
    public void allowsAllWhereNothingIsRestricted() {
        AllowedTargets.ALL.requireArgoCd("anything");
        AllowedTargets.ALL.requireRepository(ServerAddress.ofRepository("https://git.example.com/a.git"));
        assertThat(allowsImage(AllowedTargets.ALL, "evil.example.com/app")).isTrue();
    }

    @Test
    public void judgesAnImageByItsRegistryAndRepository() {
        AllowedTargets targets = new AllowedTargets(
                List.of("docker.io", "ghcr.io/my-org", "*.example.com/team/*"), List.of(), List.of());

        assertThat(List.of(
                        "nginx",
                        "docker.io/org/app",
                        "ghcr.io/my-org/a/b",
                        "r.example.com/team/app",
                        "GHCR.io/my-org/a"))
                .allMatch(image -> allowsImage(targets, image));
        assertThat(List.of(
                        "ghcr.io/my-organisation/a",
                        "ghcr.io/other/a",
                        "docker.io.evil.com/a",
                        "a.b.example.org/team/a",
                        "quay.io/docker.io/a",
                        "r.example.com/app"))
                .noneMatch(image -> allowsImage(targets, image));
    }

    @Test
    public void judgesARepositoryHoweverItsAddressIsWritten() {
        AllowedTargets targets = new AllowedTargets(
                List.of(), List.of("github.com/my-org/*", "https://git.example.com/charts.git"), List.of());

        assertThat(List.of(
                        "https://github.com/my-org/app.git",
                        "https://user:secret@github.com/my-org/app",
                        "https://GitHub.com:443/my-org/app/",
                        "git@github.com:my-org/app.git",
                        "ssh://git@github.com:22/my-org/app.git",
                        "https://git.example.com/charts"))
                .allMatch(url -> allowsRepository(targets, url));
        assertThat(List.of(
                        "https://github.com/my-org",
                        "https://github.com/other/app",
                        "https://github.com:8443/my-org/app",
                        "https://github.com@evil.com/my-org/app",
                        "https://evil.com?@github.com/my-org/app",
                        "https://evil.com#@github.com/my-org/app",
                        "https://evil.com\\@github.com/my-org/app",
                        "https://github.com/my-org/../other/app",
                        "https://github.com/my-org/%2e%2e/other/app",
                        "https://github.com/my-org//../app",
                        "http://git.example.com/charts",
                        "file:///srv/git/github.com/my-org/app",
                        "/srv/git/app",
                        ""))
                .noneMatch(url -> allowsRepository(targets, url));
    }

    @Test
    public void judgesAnArgoCdServerByItsName() {
        AllowedTargets targets = new AllowedTargets(List.of(), List.of(), List.of("production", "staging-*"));

        targets.requireArgoCd("production");
        targets.requireArgoCd("staging-2");
        assertThatThrownBy(() -> targets.requireArgoCd("test"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
                .hasMessageContaining("test")
                .hasMessageContaining("Allowed targets");
    }

    @Test
    public void namesTheRepositoryWithoutThePasswordInItsAddress() {
        AllowedTargets targets = new AllowedTargets(List.of(), List.of("github.com/my-org"), List.of());

        assertThatThrownBy(() -> targets.requireRepository(
                        ServerAddress.ofRepository("https://user:canary@github.com/other/app.git")))
                .hasMessageContaining("github.com/other/app")
                .hasMessageNotContaining("canary");
    }

    @Test
    public void allowsNothingByAMalformedGlob() {
        AllowedTargets targets = new AllowedTargets(List.of("[docker.io"), List.of(), List.of());

        assertThat(allowsImage(targets, "docker.io/org/app")).isFalse();
    }

    @Test
    public void judgesWhereARegistryLeadsTo() {
        RedirectRule rule = new AllowedTargets(
                        List.of("r.example.com", "mirror.example.com/team"), List.of(), List.of())
                .registryRedirects();
        String tags = "http://r.example.com/v2/team/app/tags/list";

        assertThat(List.of(
                        "http://r.example.com/artifactory/v2/team/app/tags/list?n=1",
                        "https://r.example.com/v2/team/app/tags/list",
                        "http://r.example.com/login",
                        "https://mirror.example.com/v2/team/app/tags/list",
                        "https://mirror.example.com/v2/team/app/manifests/1"))
                .allMatch(target -> allowsRedirect(rule, tags, target));
        assertThat(List.of(
                        "https://evil.example.com/v2/team/app/tags/list",
                        "https://mirror.example.com/v2/other/app/tags/list",
                        "https://mirror.example.com/other",
                        "https://mirror.example.com:8443/v2/team/app/tags/list",
                        "https://r.example.com.evil/v2/team/app/tags/list",
                        "https://mirror.example.com/v2/team/../x/tags/list"))
                .noneMatch(target -> allowsRedirect(rule, tags, target));
        assertThat(allowsRedirect(AllowedTargets.ALL.registryRedirects(), tags, "https://evil.example.com/x"))
                .isTrue();
    }

    @Test
    public void judgesWhereAGitServerLeadsTo() {
        RedirectRule rule =
                new AllowedTargets(List.of(), List.of("git.example.com/team"), List.of()).repositoryRedirects();
        String from = "https://git.example.com/team/app.git";

        assertThat(allowsRedirect(rule, from, "https://git.example.com/team/renamed.git"))
                .isTrue();
        assertThat(allowsRedirect(rule, from, "https://git.example.com/other/app.git"))
                .isFalse();
        assertThatThrownBy(() -> rule.check(URI.create(from), URI.create("https://evil.example.com:8443/team/app.git")))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
                .hasMessageContaining("git.example.com")
                .hasMessageContaining("evil.example.com:8443")
                .hasMessageContaining("Allowed targets");
        assertThat(allowsRedirect(AllowedTargets.ALL.repositoryRedirects(), from, "https://evil.example.com/x"))
                .isTrue();
    }

    private static boolean allowsRedirect(RedirectRule rule, String from, String target) {
        return catchThrowable(() -> rule.check(URI.create(from), URI.create(target))) == null;
    }

    private static boolean allowsImage(AllowedTargets targets, String written) {
        ImageReference image = ImageReference.parse(written);
        return catchThrowable(() -> targets.requireImage(image, ENDPOINTS.of(image))) == null;
    }

    private static boolean allowsRepository(AllowedTargets targets, String url) {
        return catchThrowable(() -> targets.requireRepository(ServerAddress.ofRepository(url))) == null;
    }
}
