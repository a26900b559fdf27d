package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Settings of others that took the stack, the memory or minutes. */
public class HostileSettingsTest {

    @Test(timeout = 60_000)
    public void aVersionOfManyNumbersOverflowedTheStack() {
        assertThat(CutConstraint.isRest("1" + ".1".repeat(50_000))).isTrue();
        assertThat(CutConstraint.isRest("1" + ".1".repeat(50_000) + "a")).isFalse();
    }

    @Test(timeout = 60_000)
    public void manyCommasInALabelSelectorTookTimeSquared() {
        for (String text : List.of(",".repeat(200_000), "a in (" + ",".repeat(100_000), "(".repeat(100_000))) {
            assertThatThrownBy(() -> LabelSelector.parse(text))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("4,000 characters")
                    .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
        }
    }

    @Test(timeout = 60_000)
    public void commasInParenthesesDivideValuesOnly() {
        assertThat(LabelSelector.parse("a in (b,c),d,!e,f notin (g, h)").requirements())
                .hasSize(4);
        assertThat(LabelSelector.parse(",".repeat(3_900))).isEqualTo(LabelSelector.ANY);
    }

    @Test(timeout = 60_000)
    public void aPathOfManyComponentsOverflowedTheStack() {
        for (String path : List.of("a/".repeat(20_000) + "b", "a".repeat(20_000))) {
            assertThatThrownBy(() -> RepositoryPath.inRepository(path))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("4,096 characters")
                    .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
        }
    }

    @Test(timeout = 60_000)
    public void manySlashesInAnAddressTookTimeSquared() {
        String slashes = "/".repeat(200_000);
        assertThat(RepositoryUrl.isSame("https://h/a" + slashes + "b", "https://h/a"))
                .isFalse();
        assertThat(RepositoryUrl.isSame("https://h/a" + slashes, "https://h/a")).isTrue();
    }

    @Test(timeout = 60_000)
    public void aLongUnknownKeyTookAMegabyteALetter() {
        String key = "x".repeat(2_000_000);
        assertThat(SpellingSuggestion.near(key, List.of("semver", "digest"))).isEmpty();
        assertThat(SpellingSuggestion.to(key, List.of("semver", "digest"))).isNotEmpty();
    }

    @Test(timeout = 60_000)
    public void manyBracketsInANamePatternTookTimeSquared() {
        String resource =
                "kind: ImageUpdater\nspec:\n  applicationRefs:\n    - namePattern: \"" + "[".repeat(200_000) + "\"\n";
        assertThatThrownBy(() -> ImageUpdaterResource.parse("u.yaml", resource))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test(timeout = 60_000)
    public void aFileThatIsTooLongIsRefusedByItsName() {
        assertThatThrownBy(() -> ConfigNode.parse("w.yaml", "a: " + "x".repeat(11 << 20)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("w.yaml")
                .hasMessageContaining("10 Mi");
    }

    /** As many as Kubernetes lets an Application have. */
    @Test(timeout = 60_000)
    public void unreadAnnotationsOfManyAliasesTookMinutes() {
        ApplicationFixture app = new ApplicationFixture().annotation("image-list", images(1_000));
        for (int i = 0; i < 3_000; i++) {
            app.annotation("unknown-setting-" + i, "");
        }
        List<Warning> warnings = new ArrayList<>();
        long cpu = cpu();
        WatchRequest.ofAnnotations(ApplicationSelector.named("app")).watch(app.build(), warnings::add);

        assertThat(Duration.ofNanos(cpu() - cpu)).isLessThan(Duration.ofSeconds(5));
        assertThat(warnings).hasSizeLessThan(100);
        assertThat(warnings.toString()).contains("and 2,980 more annotations are not read");
    }

    @Test(timeout = 60_000)
    public void moreAnnotationsThanKubernetesTakesAreRefused() {
        ApplicationFixture app = new ApplicationFixture().annotation("image-list", "a=x/y");
        for (int i = 0; i < 30_000; i++) {
            app.annotation(i + ".allow-tags", "regexp:(");
        }
        assertRefused(app, "262,144");
    }

    @Test(timeout = 60_000)
    public void moreImagesThanAnybodyWatchesAreRefused() {
        assertRefused(new ApplicationFixture().annotation("image-list", images(1_001)), "1,001 images");
    }

    private static String images(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + "=b/c:1").collect(Collectors.joining(","));
    }

    private static void assertRefused(ApplicationFixture app, String message) {
        assertThatThrownBy(() -> new ApplicationAnnotations(app.build()).watch(warning -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
