package io.jenkins.plugins.argoimageupdate.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.UpdateStrategy;
import java.util.Optional;
import org.junit.Test;

public class ImageUpdaterResourceTest {

    private static final String LAYERS = """
            apiVersion: argocd-image-updater.argoproj.io/v1alpha1
            kind: ImageUpdater
            metadata: {name: all, namespace: argocd}
            spec:
              commonUpdateSettings: {updateStrategy: digest, allowTags: any, forceUpdate: true}
              writeBackConfig:
                method: git
                gitConfig: {branch: main, writeBackTarget: helmvalues}
              applicationRefs:
                - namePattern: "*"
                  commonUpdateSettings: {updateStrategy: alphabetical, ignoreTags: [latest]}
                  writeBackConfig:
                    gitConfig: {branch: dev, pullRequest: {github: {}, labels: [" a ", a, ""]}}
                  images:
                    - alias: app
                      imageName: example.com/team/app:1.x
                      commonUpdateSettings: {updateStrategy: newest-build, platforms: [linux/arm64]}
                      manifestTargets: {helm: {name: image.repository, tag: image.tag, digest: image.digest}}
                    - {alias: job, imageName: example.com/team/job}
            """;

    private final ApplicationFixture app = new ApplicationFixture();

    @Test
    public void narrowsSettingsFromSpecToReferenceToImage() {
        WatchSpec spec = watch(LAYERS, app.build()).orElseThrow();

        WatchedImage image = spec.images().get(0);
        assertThat(image.rule().strategy()).isEqualTo(UpdateStrategy.NEWEST_BUILD);
        assertThat(image.rule().allowTags()).isEqualTo("any");
        assertThat(image.rule().ignoreTags()).containsExactly("latest");
        assertThat(image.rule().platforms()).containsExactly("linux/arm64");
        assertThat(image.rule().constraint()).isEqualTo("1.x");
        assertThat(image.forceUpdate()).isTrue();
        assertThat(image.target())
                .isEqualTo(new ManifestTarget.Helm("image.repository", "image.tag", "", "", "image.digest"));
        assertThat(spec.images().get(1).rule().strategy()).isEqualTo(UpdateStrategy.ALPHABETICAL);
        WriteBack.Git git = (WriteBack.Git) spec.writeBack();
        assertThat(git.branch()).isEqualTo("dev");
        assertThat(git.target()).isEqualTo("helmvalues");
        assertThat(git.pullRequest().provider()).isEqualTo("github");
        assertThat(git.pullRequest().labels()).containsExactly("a");
    }

    @Test
    public void takesOnlyApplicationsOfItsNamespace() {
        assertThat(watch(LAYERS, app.namespace("other").build())).isEmpty();
    }

    @Test
    public void takesTheMostSpecificReference() {
        String resource = """
                spec:
                  applicationRefs:
                    - namePattern: "*"
                      images: [{alias: any, imageName: x}]
                    - namePattern: "shop-*"
                      images: [{alias: glob, imageName: x}]
                    - namePattern: "shop-[wW]eb"
                      images: [{alias: set, imageName: x}]
                    - namePattern: "*"
                      labelSelectors: {matchLabels: {tier: web}}
                      images: [{alias: label, imageName: x}]
                    - namePattern: "shop-web"
                      images: [{alias: exact, imageName: x}]
                """;

        assertThat(alias(resource, app.named("other"))).isEqualTo("any");
        assertThat(alias(resource, app.named("shop-api"))).isEqualTo("glob");
        assertThat(alias(resource, app.named("shop-Web"))).isEqualTo("set");
        assertThat(alias(resource, app.named("shop-web"))).isEqualTo("exact");
        assertThat(alias(resource, app.label("tier", "web").named("shop-api"))).isEqualTo("label");
        assertThat(alias(resource, app.named("shop-web"))).isEqualTo("exact");
    }

    @Test
    public void takesTheFirstOfEquallySpecificReferences() {
        String resource = """
                spec:
                  applicationRefs:
                    - {namePattern: "a*", images: [{alias: first, imageName: x}]}
                    - {namePattern: "*b", images: [{alias: second, imageName: x}]}
                """;

        assertThat(alias(resource, app.named("ab"))).isEqualTo("first");
    }

    @Test
    public void appliesLabelExpressionsAsKubernetesDoes() {
        String resource = """
                spec:
                  applicationRefs:
                    - namePattern: "*"
                      labelSelectors:
                        matchExpressions:
                          - {key: env, operator: In, values: [dev, prod]}
                          - {key: legacy, operator: DoesNotExist}
                          - {key: owner, operator: Exists}
                          - {key: tier, operator: NotIn, values: [db]}
                      images: [{alias: a, imageName: x}]
                """;

        app.label("env", "prod").label("owner", "me");
        assertThat(watch(resource, app.build())).isPresent();
        assertThat(watch(resource, app.label("tier", "db").build())).isEmpty();
        assertThat(watch(resource, app.label("tier", "web").build())).isPresent();
        assertThat(watch(resource, app.label("legacy", "").build())).isEmpty();
        assertThat(watch(resource, new ApplicationFixture().label("env", "prod").build()))
                .isEmpty();
    }

    @Test
    public void readsAnnotationsWhereAskedToAndNothingElse() {
        String resource = """
                spec:
                  commonUpdateSettings: {updateStrategy: digest}
                  applicationRefs:
                    - {namePattern: my-app, useAnnotations: true, images: [{alias: ignored, imageName: x}]}
                    - {namePattern: "*", images: [{alias: next, imageName: x}]}
                """;

        WatchSpec spec =
                watch(resource, app.annotation("image-list", "a=x/a").build()).orElseThrow();

        assertThat(spec.images()).singleElement().satisfies(image -> {
            assertThat(image.image().alias()).isEqualTo("a");
            assertThat(image.rule().strategy()).isEqualTo(UpdateStrategy.SEMVER);
        });
        assertThat(alias(resource, new ApplicationFixture().build())).isEqualTo("next");
    }

    @Test
    public void wantsNothingOfAnApplicationThatNoReferenceMatches() {
        assertThat(watch("spec: {applicationRefs: [{namePattern: other}]}", app.build()))
                .isEmpty();
    }

    @Test
    public void namesFileAndLineOfWhatCannotBeUsed() {
        assertUnusable("kind: ConfigMap", "u.yaml:1", "it is a ConfigMap");
        assertUnusable("spec: {}", "u.yaml:1", "applicationRefs");
        assertUnusable("spec:\n  applicationRefs:\n  - namePattern: 'a['", "u.yaml:3", "malformed glob");
        assertUnusable(
                "spec:\n  applicationRefs:\n  - namePattern: a\n    images:\n    - alias: a", "u.yaml:5", "imageName");
        assertUnusable(
                "spec:\n  applicationRefs:\n  - namePattern: a\n    images:\n    - imageName: a\n"
                        + "      manifestTargets: {helm: {}, kustomize: {}}",
                "u.yaml:6",
                "several kinds of target");
    }

    @Test
    public void refusesToSkipAVerificationThatIsAskedFor() {
        assertUnusable(
                "spec:\n  imagesVerification: {cosignKey: {secretName: s, key: k}}\n  applicationRefs:\n  - namePattern: a",
                "verified",
                "u.yaml:2");
        assertThat(ImageUpdaterResource.parse(
                        "u.yaml", "spec: {imagesVerification: {enabled: false}, applicationRefs: [{namePattern: a}]}"))
                .isNotNull();
    }

    private static String alias(String resource, Application application) {
        return watch(resource, application)
                .orElseThrow()
                .images()
                .get(0)
                .image()
                .alias();
    }

    private static Optional<WatchSpec> watch(String resource, Application application) {
        return ImageUpdaterResource.parse("u.yaml", resource).watch(application, warning -> {});
    }

    private static void assertUnusable(String resource, String... parts) {
        assertThatThrownBy(() -> ImageUpdaterResource.parse("u.yaml", resource))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(parts);
    }
}
