package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.watch.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class DiscovererTest {

    private StubbedArgoCd argocd;

    @Before
    public void start() {
        argocd = new StubbedArgoCd();
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void aSelectorThatMatchesNothingIsAFailure() throws InterruptedException {
        argocd.add("shop", Map.of("image-list", "x/a"));

        Discovery discovery = discover("{glob: 'web-*', labels: 'team=web,tier in (b, a)'}");

        assertThat(discovery.targets()).isEmpty();
        assertThat(discovery.failures()).singleElement().satisfies(missed -> {
            assertThat(missed.failure().reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(missed.failure())
                    .hasMessageContaining(
                            "find Applications with glob web-*, labels team=web,tier in (a,b) at Argo CD demo");
        });
    }

    @Test
    public void aSelectorTellsHowManyApplicationsDoNotMatch() throws InterruptedException {
        argocd.add("shop", Map.of("image-list", "x/a"));
        argocd.add("web", Map.of("image-list", "x/a"));

        assertThat(discover("{glob: 'docs-*'}").failures().get(0).failure())
                .hasMessageContaining("none of the 2 Applications that this account sees matches");
    }

    @Test
    public void anAccountThatSeesNothingIsAFailureWithTheRightThatItNeeds() throws InterruptedException {
        Discovery discovery = discover("{glob: '*'}");

        assertThat(discovery.failures().get(0).failure())
                .hasMessageContaining("no Application found")
                .hasMessageContaining("p, <account>, applications, get, <project>/*, allow");
    }

    @Test
    public void applicationsThatNameNoImagesAreAFailureAndThoseThatMayWantToAreNamed() throws InterruptedException {
        argocd.add("plain", Map.of());
        argocd.add("shop", Map.of("image-lists", "x/a"));

        Discovery discovery = discover("{glob: '*'}");

        assertThat(discovery.failures().get(0).failure())
                .hasMessageContaining("2 Applications match, but none names images to update")
                .hasMessageContaining("image-list");
        assertThat(discovery.warnings())
                .containsExactly(
                        new Warning(
                                "shop",
                                "not watched: it has annotation image-lists, but no image-list. Is image-lists a misspelling of it?"));
    }

    @Test
    public void oneThatMatchesIsEnough() throws InterruptedException {
        argocd.add("plain", Map.of());
        argocd.add("shop", Map.of("image-list", "x/a"));

        Discovery discovery = discover("{glob: '*'}");

        assertThat(discovery.targets()).hasSize(1);
        assertThat(discovery.failures()).isEmpty();
        assertThat(discovery.warnings()).isEmpty();
    }

    @Test
    public void aResourceThatMatchesNothingIsAFailure() throws InterruptedException {
        argocd.add("shop", Map.of());

        Discovery discovery = discover(resource("web-*"));

        assertThat(discovery.failures().get(0).failure())
                .hasMessageContaining("the only Application that this account sees does not match");
        assertThat(discover(resource("shop")).failures()).isEmpty();
    }

    @Test
    public void aReferenceOfAResourceThatMatchesNothingIsAWarning() throws InterruptedException {
        argocd.add("shop", Map.of());

        Discovery discovery = discover(resource("shop", "web-*"));

        assertThat(discovery.targets()).hasSize(1);
        assertThat(discovery.warnings())
                .containsExactly(new Warning("", "namePattern 'web-*' matches no Application that this account sees"));
    }

    private Discovery discover(String selector) throws InterruptedException {
        return new Discoverer(argocd.connections())
                .discover(WatchFile.parse("watch.yaml", "applications: [{selector: " + selector + "}]"));
    }

    private Discovery discover(ImageUpdaterResource resource) throws InterruptedException {
        return new Discoverer(argocd.connections()).discover(resource, "");
    }

    private static ImageUpdaterResource resource(String... patterns) {
        StringBuilder references = new StringBuilder();
        for (String pattern : patterns) {
            references
                    .append("  - {namePattern: '")
                    .append(pattern)
                    .append("', images: [{alias: a, imageName: x/a}]}\n");
        }
        return ImageUpdaterResource.parse("u.yaml", "spec:\n  applicationRefs:\n" + references);
    }
}
