package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.ArrayList;
import java.util.List;
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
    public void refusesAnAddressInThePlaceOfAnImage() {
        String resource = LAYERS.replace("imageName: example.com/team/app:1.x", "imageName: http://x.io/app");

        assertThatThrownBy(() -> ImageUpdaterResource.parse("updater.yaml", resource))
                .hasMessageContaining("'http://x.io/app' is not an image name")
                .hasMessageContaining("Leave out the scheme: x.io/app");
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
    public void refusesAKeyThatIsProbablyMisspelt() {
        assertUnusable(
                "spec:\n  applicationRefs:\n  - namePattern: a\n    images:\n    - alias: a\n      imageName: x\n"
                        + "      commonUpdateSettings:\n        alowTags: any",
                "'alowTags' in u.yaml:8",
                "Did you mean 'allowTags'");
        assertUnusable(
                "spec:\n  writeBackConfg: {method: git}\n  applicationRefs: []", "u.yaml:2", "'writeBackConfig'");
    }

    @Test
    public void refusesAnUnknownKeyThatDecidesWhatIsWritten() {
        assertUnusable(spec("writeBackConfig: {method: git, gitConfig: {path: x}}"), "'path'", "There are: branch");
        assertUnusable(spec("writeBackConfig: {gitConfig: {pullRequest: {gitea: {}}}}"), "'gitea'", "github, gitlab");
        assertUnusable(reference("labelSelectors: {team: web}"), "'team'", "matchLabels");
        assertUnusable(reference("labelSelectors: {matchExpressions: [{key: a, operator: in}]}"), "Did you mean 'In'");
        assertUnusable(
                reference("images: [{alias: a, imageName: x, manifestTargets: {helm: {imageTag: t}}}]"),
                "'imageTag'",
                "Did you mean 'tag'");
    }

    @Test
    public void warnsOfWhatIsNotRead() {
        String resource = """
                apiVersion: argocd-image-updater.argoproj.io/v1beta9
                kind: ImageUpdater
                metadata: {name: all, namespace: argocd}
                spec:
                  namespace: other
                  schedule: hourly
                  applicationRefs:
                    - namePattern: a
                      useAnnotations: true
                      images: [{alias: a, imageName: x}]
                    - namePattern: b
                      images:
                        - alias: b
                          imageName: x
                          priority: 1
                          manifestTargets: {helm: {spec: image, tag: t}}
                      writeBackConfig: {method: argocd, gitConfig: {branch: main}}
                """;

        assertThat(ImageUpdaterResource.parse("u.yaml", resource).warnings())
                .containsExactly(
                        "'apiVersion' in u.yaml:1 is read as argocd-image-updater.argoproj.io/v1alpha1",
                        "'schedule' in u.yaml:6 is not read: unknown key",
                        "'namespace' in u.yaml:5 is not read, as in Image Updater 1.1 and later: metadata.namespace counts",
                        "'images' in u.yaml:10 is not used: useAnnotations takes all from the Application's annotations",
                        "'gitConfig' in u.yaml:17 is not used: the method beside it is argocd, which commits nothing",
                        "'priority' in u.yaml:15 is not read: unknown key",
                        "'tag' in u.yaml:16 is not used: spec takes name and tag");
        assertThat(ImageUpdaterResource.parse("u.yaml", LAYERS).warnings()).isEmpty();
    }

    @Test
    public void connectionsMayStandBesideTheResource() {
        ImageUpdaterResource resource = ImageUpdaterResource.parse("u.yaml", """
                kind: ImageUpdater
                metadata: {name: u, namespace: argocd}
                spec:
                  applicationRefs: [{namePattern: '*', useAnnotations: true}]
                connections: {}
                """);

        assertThat(resource.warnings()).isEmpty();
    }

    @Test
    public void warnsOfAGitConfigWithoutMethod() {
        String resource =
                spec("writeBackConfig: {gitConfig: {branch: main}}").replace("[]", "[{alias: a, imageName: x}]");
        List<String> warnings = new ArrayList<>();

        ImageUpdaterResource.parse("u.yaml", resource)
                .watch(app.named("a"), warning -> warnings.add(warning.sentence()));

        assertThat(warnings).containsExactly("gitConfig is not used: nothing is committed without method: git");
    }

    @Test
    public void namesTheReferencesThatMatchNothing() {
        ImageUpdaterResource resource = ImageUpdaterResource.parse(
                "u.yaml",
                "{metadata: {namespace: argocd}, spec: {applicationRefs: [{namePattern: 'my-*'}, {namePattern: shop}]}}");

        assertThat(resource.unmatched(List.of(app.build()))).containsExactly("shop");
        assertThat(resource.unmatched(List.of(app.namespace("other").build()))).containsExactly("shop", "my-*");
    }

    private static String spec(String more) {
        return "spec:\n  " + more + "\n  applicationRefs:\n  - namePattern: a\n    images: []";
    }

    private static String reference(String more) {
        return "spec:\n  applicationRefs:\n  - namePattern: a\n    " + more;
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
