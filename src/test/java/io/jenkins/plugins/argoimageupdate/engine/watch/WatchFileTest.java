package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Approval;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.guard.Guards;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.Window;
import io.jenkins.plugins.argoimageupdate.engine.guard.Windows;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class WatchFileTest {

    private final ApplicationFixture app = new ApplicationFixture();

    @Test
    public void readsApplicationsImagesAndGit() {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications:
                  - name: example
                    namespace: team-a
                    argocd: production
                  - selector: {glob: 'shop-*', labels: 'team=web,!legacy', project: shop}
                  - plain
                images:
                  - alias: frontend
                    image: example.com/team/app
                    constraint: ~1.2
                    strategy: newest-build
                    allowTags: regexp:^main
                    ignoreTags: [latest]
                    platforms: [linux/amd64]
                    forceUpdate: true
                    credentialsId: hub
                    helm: {imageName: frontend.image, imageTag: frontend.tag}
                git: {url: 'https://git.example.com/env.git', branch: main, credentialsId: git, target: helmvalues}
                """);

        assertThat(requests).hasSize(3);
        assertThat(requests.get(0).applications().argocd()).isEqualTo("production");
        assertThat(requests.get(0).applications().isByName()).isTrue();
        assertThat(requests.get(1).applications().glob()).isEqualTo("shop-*");
        assertThat(requests.get(1).applications().project()).isEqualTo("shop");
        assertThat(requests.get(2).applications()).isEqualTo(ApplicationSelector.named("plain"));
        WatchSpec spec = requests.get(0).watch(app.build(), warning -> {});
        WatchedImage image = spec.images().get(0);
        assertThat(image.image().alias()).isEqualTo("frontend");
        assertThat(image.rule().constraint()).isEqualTo("~1.2");
        assertThat(image.rule().strategy()).isEqualTo(UpdateStrategy.NEWEST_BUILD);
        assertThat(image.rule().platforms()).containsExactly("linux/amd64");
        assertThat(image.pullSecret()).isEqualTo("hub");
        assertThat(image.forceUpdate()).isTrue();
        assertThat(image.target()).isEqualTo(new ManifestTarget.Helm("frontend.image", "frontend.tag", ""));
        WriteBack.Git git = (WriteBack.Git) spec.writeBack();
        assertThat(git.credentials()).isEqualTo("git");
        assertThat(spec.repository()).isEqualTo("https://git.example.com/env.git");
    }

    @Test
    public void readsTheExampleOfTheDocumentation() throws IOException {
        Path docs = Files.exists(Path.of("docs")) ? Path.of("docs") : Path.of("..", "docs");
        String page = Files.readString(docs.resolve("watch-file.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n"));

        List<WatchRequest> requests = WatchFile.parse("watch-file.md", example);

        WatchSpec spec = requests.get(0).watch(app.build(), warning -> {});
        assertThat(spec.images()).hasSize(2);
        assertThat(spec.target()).isEqualTo(new WriteBackTarget.HelmValues("charts/app/values-prod.yaml"));
        assertThat(requests.get(1).images()).hasSize(1);
    }

    @Test
    public void readsWhereVersionsArePromotedFrom() {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                promoteFrom: shop-staging
                soak: 2h
                applications:
                  - shop-prod
                  - {name: shop-eu, argocd: europe, soak: 1d}
                  - {name: shop-us, promoteFrom: {application: shop, argocd: staging, namespace: team}}
                """);

        assertThat(requests)
                .extracting(request -> request.release().from())
                .containsExactly(
                        new Promotion.FromApplication("", "", "shop-staging", Duration.ofHours(2)),
                        new Promotion.FromApplication("europe", "", "shop-staging", Duration.ofDays(1)),
                        new Promotion.FromApplication("staging", "team", "shop", Duration.ofHours(2)));
    }

    @Test
    public void readsWhatIsDoneAboutChangesByHand() {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                drift: adopt
                applications: [a, {name: b, drift: ignore}]
                """);

        assertThat(requests).extracting(WatchRequest::drift).containsExactly(DriftPolicy.ADOPT, DriftPolicy.IGNORE);
        assertThat(WatchFile.parse("watch.yaml", "applications: [a]").get(0).drift())
                .isNull();
        assertThatThrownBy(() -> WatchFile.parse("watch.yaml", "drift: adopted\napplications: [a]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("watch.yaml:1")
                .hasMessageContaining("'adopted' is none of its values")
                .hasMessageContaining("adopt");
    }

    @Test
    public void readsWhatBecomesOfARolloutThatFails() {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                onFailure: rollback
                applications:
                  - shop
                  - {name: shop-prod, promoteFrom: shop}
                  - {name: shop-test, onFailure: keep}
                """);
        assertThat(requests)
                .extracting(request -> request.release().undoesFailures())
                .containsExactly(true, true, false);
        assertThatThrownBy(() -> WatchFile.parse("watch.yaml", "applications: [a]\nonFailure: rollbak"))
                .hasMessageContaining("'rollbak' is neither keep nor rollback. Did you mean 'rollback'?");
    }

    @Test
    public void refusesAPromotionThatCannotBeMeant() {
        Map<String, String> refused = Map.of(
                "soak: 2h", "nothing is promoted",
                "promoteFrom: 'shop-*'", "'shop-*' is a pattern, and a name is expected",
                "promoteFrom: {argocd: staging}", "it names no Application",
                "promoteFrom: {aplication: x}", "application",
                "promoteFrom: x\nsoak: soon", "'soon' is no duration");
        refused.forEach(
                (keys, answer) -> assertThatThrownBy(() -> WatchFile.parse("watch.yaml", "applications: [a]\n" + keys))
                        .as(keys)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(answer));
    }

    @Test
    public void letsAnApplicationDifferFromTheOthers() {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                defaults: {strategy: alphabetical, ignoreTags: [latest]}
                git: {branch: main}
                images: [{image: x/shared}]
                applications:
                  - name: a
                    images: [{image: x/own, strategy: numeric}]
                    defaults: {ignoreTags: []}
                    git: {target: helmvalues}
                  - name: b
                    writeBack: argocd
                """);

        WatchSpec a = requests.get(0).watch(app.named("a"), warning -> {});
        WatchSpec b = requests.get(1).watch(app.named("b"), warning -> {});
        assertThat(a.images().get(0).image().name()).isEqualTo("x/own");
        assertThat(a.images().get(0).rule().strategy()).isEqualTo(UpdateStrategy.NUMERIC);
        assertThat(a.images().get(0).rule().ignoreTags()).isEmpty();
        assertThat(((WriteBack.Git) a.writeBack()).branch()).isEqualTo("main");
        assertThat(((WriteBack.Git) a.writeBack()).target()).isEqualTo("helmvalues");
        assertThat(b.images().get(0).rule().strategy()).isEqualTo(UpdateStrategy.ALPHABETICAL);
        assertThat(b.writeBack()).isInstanceOf(WriteBack.ArgoCdApi.class);
    }

    @Test
    public void namesLineAndNearestKeyOfAnUnknownOne() {
        assertUnusable("applications:\n- name: a\nimage: []", "'image' in watch.yaml:3", "Did you mean 'images'");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  allowtags: any",
                "'allowtags' in watch.yaml:4",
                "'allowTags'");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  helm:\n    imagename: y", "watch.yaml:5", "'imageName'");
        assertUnusable("applications: [a]\ngit:\n  repository: x", "'repository' in watch.yaml:3", "There are:");
    }

    @Test
    public void readsGuardsOfFileApplicationAndImage() {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                guards: {minimumAge: 1d, maxStep: minor, approve: ['regexp:^v2'], maxRollouts: 3, allowDowngrade: false}
                applications:
                  - name: a
                    guards: {afterRollback: hold, rollbackHistory: '20, 7d', minimumAge: 2h}
                    images:
                      - image: x/own
                        guards:
                          approve: [none]
                          windows: [{kind: deny, schedule: '0 22 * * *', duration: 8h, timeZone: Europe/Berlin}]
                """);

        Guards guards = requests.get(0)
                .watch(app.build(), warning -> {})
                .images()
                .get(0)
                .guards();

        assertThat(guards)
                .isEqualTo(new Guards(
                        AfterRollback.HOLD,
                        new RollbackHistory(20, Duration.ofDays(7)),
                        Duration.ofHours(2),
                        MaxStep.MINOR,
                        new Approval(List.of("none"), List.of()),
                        new Windows(List.of(Window.parse("deny", "0 22 * * *", "8h", "Europe/Berlin"))),
                        3,
                        false));
    }

    @Test
    public void namesWhatIsWrongWithGuards() {
        String start = "applications: [a]\nguards:\n  ";
        assertUnusable(start + "minimumage: 1h", "'minimumage' in watch.yaml:3", "Did you mean 'minimumAge'");
        assertUnusable(start + "minimumAge: soon", "'minimumAge' in watch.yaml:3", "'soon' is no duration");
        assertUnusable(start + "maxStep: minr", "'maxStep' in watch.yaml:3", "Did you mean 'minor'");
        assertUnusable(start + "afterRollback: wait", "'afterRollback' in watch.yaml:3", "hold, ignore, newer");
        assertUnusable(start + "rollbackHistory: many", "'rollbackHistory' in watch.yaml:3", "'many' is no duration");
        assertUnusable(start + "maxRollouts: -1", "'maxRollouts' in watch.yaml:3", "0 for any number");
        assertUnusable(start + "allowDowngrade: perhaps", "'allowDowngrade' in watch.yaml:3", "true or false");
        assertUnusable(start + "approve: ['v2.*']", "'approve' in watch.yaml:3", "matches no tag");
        assertUnusable(start + "windows: [{kind: deny, duration: 1h}]", "'windows' in watch.yaml:3", "has no schedule");
        assertUnusable(
                start + "windows: [{kind: deny, schedule: '@daily', duration: 1h}]", "watch.yaml:3", "five fields");
    }

    @Test
    public void namesTheNearestOfUnknownValues() {
        assertUnusable("applications: [a]\nwriteBack: gti", "watch.yaml:2", "Did you mean 'git'");
        assertUnusable(
                "applications: [a]\ngit:\n  pullRequest:\n    provider: githb",
                "watch.yaml:4",
                "Did you mean 'github'");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  strategy: latest", "watch.yaml:4", "Write 'newest-build'");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  platforms: [linux]", "watch.yaml:4", "such as linux/amd64");
        assertUnusable("applications: [a]\nimages:\n- image: x\n  ignoreTags:\n  - a[", "watch.yaml:5", "malformed");
    }

    @Test
    public void namesTheLineOfAConstraintAndOfATargetThatCannotBe() {
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  strategy: semver\n  constraint: '>>1'",
                "'constraint' in watch.yaml:5",
                "it is no constraint");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  constraint: '>>1'",
                "'constraint' in watch.yaml:4",
                "it is no constraint");
        assertUnusable(
                "applications: [a]\ngit:\n  target: kustomization:/a/kustomization.yaml",
                "'target' in watch.yaml:3",
                "this takes the directory");
        assertUnusable(
                "applications: [a]\nimages:\n- {image: 'x:1', constraint: 1.x}", "watch.yaml:3", "Remove the tag");
    }

    @Test
    public void aConstraintWithoutStrategyIsCheckedOnceTheStrategyIsKnown() {
        WatchRequest request = WatchFile.parse(
                        "watch.yaml", "applications: [a]\nimages: [{alias: x, image: x, constraint: main}]")
                .get(0);

        assertThatThrownBy(() -> request.watch(app.build(), warning -> {}))
                .hasMessageContaining("read 'constraint' in watch.yaml:2: ");
        assertThat(request.watch(app.annotation("x.update-strategy", "digest").build(), warning -> {})
                        .images())
                .hasSize(1);
    }

    @Test
    public void refusesWhatWouldNotBeUsed() {
        assertUnusable(
                "applications:\n- name: a\n  writeBack: argocd\n  git:\n    branch: main",
                "watch.yaml:5",
                "commits nothing");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  helm: {imageSpec: s, imageTag: t}",
                "watch.yaml:4",
                "imageSpec contains name and tag");
        assertUnusable("applications: [a]\nimages:\n- image: api=x/api", "watch.yaml:3", "begins with an alias");
        assertUnusable(
                "applications: [a]\nimages:\n- image: http://x.io/a",
                "watch.yaml:3",
                "is not an image name",
                "the scheme");
        assertUnusable("applications: [a]\nimages:\n- image: x.io/Team/a", "watch.yaml:3", "Write x.io/team/a");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x/a\n  ignoreTags: ['1.2.0,1.1.0']",
                "watch.yaml:4",
                "has ','",
                "List each pattern as a separate entry");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x/a\n  allowTags: 'regexp:^a,^b'",
                "watch.yaml:4",
                "requires a comma",
                "Write alternatives as regexp:^(main|dev)-");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x/a\n  platforms: ['linux/amd64,linux/arm64']",
                "watch.yaml:4",
                "List each platform as a separate entry");
        assertUnusable("applications:\n- {selector: {project: p}, project: q}", "watch.yaml:2", "given twice");
        assertUnusable("applications: [a]\n---\napplications: [b]", "watch.yaml:3", "only one document");
    }

    @Test
    public void saysHowAValueWithACommaIsWritten() {
        assertUnusable(
                "applications: [a]\nimages:\n- {image: x, constraint: ^1.0, <1.5}",
                "'<1.5' in watch.yaml:3",
                "in quotes");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  constraint: >=1.0, <2.0", "watch.yaml:4", "in quotes");
        WatchedImage image = WatchFile.parse(
                        "watch.yaml", "applications: [a]\nimages:\n- {image: x, constraint: '>=1.0, <2.0'}")
                .get(0)
                .watch(app.build(), warning -> {})
                .images()
                .get(0);
        assertThat(image.rule().constraint()).isEqualTo(">=1.0, <2.0");
    }

    @Test
    public void acceptsADocumentEnd() {
        assertThat(WatchFile.parse("watch.yaml", "---\napplications: [a]\n---\n"))
                .hasSize(1);
    }

    @Test
    public void namesFileAndLineOfWhatCannotBeUsed() {
        assertUnusable("", "watch.yaml", "empty");
        assertUnusable("images: []", "watch.yaml:1", "no applications");
        assertUnusable("applications: {", "watch.yaml:1", "not valid YAML");
        assertUnusable("applications: a", "watch.yaml:1", "not a list");
        assertUnusable("applications:\n- argocd: x", "watch.yaml:2", "name or a selector");
        assertUnusable("applications: [a]\nimages:\n- alias: x", "watch.yaml:3", "no image");
        assertUnusable("applications: [a]\nimages:\n- image: x\n  strategy: semvar", "watch.yaml:4", "'semver'");
        assertUnusable("applications: [a]\nimages:\n- image: x\n  allowTags: '^main'", "watch.yaml:4", "'allowTags'");
        assertUnusable(
                "applications: [a]\nimages:\n- image: x\n  forceUpdate: maybe", "watch.yaml:4", "true nor false");
        assertUnusable("applications: [a]\nimages:\n- image: x:1\n  constraint: 1.x", "watch.yaml:3", "constraint");
        assertUnusable(
                "applications: [a]\nimages:\n- {alias: a, image: x}\n- {alias: a, image: y}", "watch.yaml:4", "taken");
        assertUnusable(
                "applications: [a]\nimages:\n- {image: x, helm: {}, kustomize: {}}", "watch.yaml:3", "several of helm");
        assertUnusable(
                "applications: [a]\nimages:\n- {image: x, helm: {imageSpec: i, imageDigest: d}}",
                "watch.yaml:3",
                "contains the whole image");
        assertUnusable("applications: [a]\nwriteBack: svn", "watch.yaml:2", "git or argocd");
        assertUnusable("applications: [a]\napplications: [b]", "watch.yaml:2", "twice");
        assertUnusable(
                "applications:\n- selector: {labels: 'a ~ b'}", "'labels' in watch.yaml:2", "a ~ b", "no condition");
        assertUnusable("applications:\n- shop-*", "watch.yaml:2", "is a pattern", "selector: {glob: 'shop-*'}");
        assertUnusable("applications:\n- {name: 'shop-?'}", "'name' in watch.yaml:2", "is a pattern");
        assertUnusable("applications:\n- selector: {glob: 'a['}", "a[", "malformed");
    }

    @Test
    public void readsTheKeysOfRegistryAndDigest() {
        String text = "applications: [a]\nimages:\n- image: x\n  helm: {imageRegistry: r, imageDigest: d}";

        assertThat(WatchFile.parse("watch.yaml", text).get(0).images().get(0).target())
                .isEqualTo(new ManifestTarget.Helm("", "", "", "r", "d"));
    }

    private static void assertUnusable(String text, String... parts) {
        assertThatThrownBy(() -> WatchFile.parse("watch.yaml", text))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(parts);
    }
}
