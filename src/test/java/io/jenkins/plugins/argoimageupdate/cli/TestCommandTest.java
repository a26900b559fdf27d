package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class TestCommandTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private EmbeddedRegistry registry;
    private String conf;

    @Before
    public void startTheRegistry() throws IOException {
        registry = EmbeddedRegistry.start();
        registry.content().push("team/app", "main-1", BUILT);
        registry.content().push("team/app", "main-2", BUILT.plusSeconds(60));
        registry.content().push("team/app", "dev-3", BUILT.plusSeconds(120));
        Path file = folder.newFile("registries.conf").toPath();
        Files.writeString(
                file, "registries:\n- {name: test, prefix: registry.test, api_url: '" + registry.address() + "'}\n");
        conf = file.toString();
    }

    @After
    public void endTheRegistry() {
        registry.close();
    }

    @Test
    public void showsTheChoiceAndWhyTheOthersWerePassedOver() {
        CommandLineRun run = test("--strategy", "newest-build", "--allow-tags", "regexp:^main", "--why", "dev-3");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("registry.test/team/app: main-2 (newest-build, 2 of 3 tags match ^main)")
                .contains("dev-3: not allowed")
                .contains("main-2  2026-01-01T00:01:00Z  chosen")
                .contains("main-1  2026-01-01T00:00:00Z  eligible, but older than main-2");
    }

    @Test
    public void keepsWhatItReadForTheNextProcess() {
        test("--strategy", "newest-build", "--allow-tags", "regexp:^main");
        registry.forgetRequests();

        CommandLineRun run = test("--strategy", "newest-build", "--allow-tags", "regexp:^main");

        assertThat(run.out()).startsWith("registry.test/team/app: main-2");
        assertThat(registry.requests())
                .containsExactlyInAnyOrder(
                        "GET /v2/team/app/tags/list",
                        "HEAD /v2/team/app/manifests/main-1",
                        "HEAD /v2/team/app/manifests/main-2");
    }

    @Test
    public void printsJson() {
        JsonNode report = new JsonMapper()
                .readTree(test("--strategy", "alphabetical", "--output", "json").out());

        assertThat(report.path("chosen").path("tag").asString()).isEqualTo("main-2");
        assertThat(report.path("selection").path("listed").asInt()).isEqualTo(3);
        assertThat(report.path("requests").path("requests").path("TAGS").asInt())
                .isEqualTo(1);
    }

    @Test
    public void endsWithThreeWhenNoTagQualifies() {
        CommandLineRun run = test("--strategy", "alphabetical", "--ignore-tags", "*");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("no tag qualifies");
    }

    @Test
    public void countsTheTagsThatMatchTheConstraint() {
        registry.content().push("team/app", "1.2.0", BUILT);
        registry.content().push("team/app", "1.3.0", BUILT);

        CommandLineRun none = test("--constraint", ">=2.0, <3");
        CommandLineRun some = test("--constraint", "~1.2", "--why", "1.3.0");

        assertThat(none.out()).contains("no tag qualifies (semver, 0 of 5 tags match >=2.0, <3)");
        assertThat(some.out()).contains("1.2.0 (semver, 1 of 5 tags matches ~1.2)");
    }

    @Test
    public void saysInTheWordsOfTheStrategyWhatComesBehind() {
        registry.content().push("team/app", "1.2.0", BUILT);
        registry.content().push("team/app", "1.3.0", BUILT);

        assertThat(test("--strategy", "semver").out()).contains("eligible, but lower than 1.3.0");
        assertThat(test("--strategy", "alphabetical").out()).contains("eligible, but comes before main-2");
        assertThat(test("--strategy", "alphabetical", "--why", "main-1").out())
                .contains("main-1: eligible, but comes before main-2");
    }

    @Test
    public void ignoresEachOfSeveralGlobs() {
        CommandLineRun run = test("--strategy", "alphabetical", "--ignore-tags", "m*,l*");

        assertThat(run.out()).contains("dev-3 (alphabetical, 1 of 3 tags matches not m*, l*)");
    }

    @Test
    public void refusesAnAddressInThePlaceOfAnImage() {
        CommandLineRun run = CommandLineRun.of("test", "http://localhost:5055/team/api", "--registries-conf", conf);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("'http://localhost:5055/team/api' is not an image name. Leave out the scheme")
                .contains("api_url");
    }

    @Test
    public void warnsOfAPlatformThatIsLikelyToBeMistyped() {
        assertThat(test("--strategy", "newest-build", "--platforms", "linux/amd46")
                        .err())
                .contains("Warning: platform 'linux/amd46'", "Did you mean linux/amd64?");
    }

    @Test
    public void showsTheDigestThatIsFollowed() {
        CommandLineRun run = test("--strategy", "digest", "--constraint", "main-2");

        String digest = registry.content().digestOf("team/app", "main-2").orElseThrow();
        assertThat(run.out()).startsWith("registry.test/team/app: main-2@" + digest.substring(0, 19) + " (digest, ");
    }

    @Test
    public void tellsTagsOfOneMomentFromOlderOnes() {
        registry.content().push("team/app", "main-1b", Instant.parse("2026-01-01T00:01:00Z"));

        CommandLineRun run = test("--strategy", "newest-build", "--allow-tags", "regexp:^main", "--why", "main-1b");

        assertThat(run.out())
                .contains("main-1b: eligible, but not the last by name of those built with main-2")
                .contains("main-1   2026-01-01T00:00:00Z  eligible, but older than main-2");
    }

    @Test
    public void saysThatARegistryListsNoTags() {
        registry.content().create("team/none");

        CommandLineRun run = CommandLineRun.of("test", "registry.test/team/none", "--registries-conf", conf);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("team/none: no tag qualifies (semver, the registry lists no tags)");
    }

    @Test
    public void aConstraintThatWouldEndAnAliasNeedsOne() {
        CommandLineRun run = CommandLineRun.of("test", "registry.test/team/app:>=1.0", "--registries-conf", conf);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Write app=registry.test/team/app:>=1.0, or give --constraint");
    }

    @Test
    public void endsWithOneAndOneLineWhenTheRegistryRefuses() {
        registry.rules().requirePassword("ci", "secret");

        CommandLineRun run = test("--strategy", "alphabetical");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("team/app", "401");
    }

    @Test
    public void anUnknownStrategyIsNoSemver() {
        CommandLineRun run = test("--strategy", "newest");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no strategy 'newest'", "newest-build");
    }

    @Test
    public void aStrategyThatStopsWhereTwoNamesPartIsEitherOfThem() {
        for (String word : new String[] {"newest", "newst", "newest-"}) {
            assertThat(test("--strategy", word).err())
                    .as(word)
                    .contains("there is no strategy '" + word + "'. Did you mean 'newest-build' or 'newest-push'?");
        }
    }

    @Test
    public void aPasswordIsNoSourceOfCredentialsAndIsNotRepeated() {
        CommandLineRun run = test("--credentials", "bot:hunter2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Write env:<variable> or ext:<absolute path of a program>")
                .doesNotContain("hunter2", "pullsecret");
    }

    @Test
    public void aFilterThatAllowsNoTagIsRefusedWithWhatToWrite() {
        CommandLineRun plain = test("--allow-tags", "^1");

        assertThat(plain.exitCode()).isEqualTo(2);
        assertThat(plain.err()).contains("is not 'any' or 'regexp:…'", "Write regexp:^1");
        assertThat(test("--allow-tags", "regexp:(").err()).contains("Correct the expression");
    }

    @Test
    public void optionsThatMakeNoSenseAreRefused() {
        for (List<String> option : List.of(
                List.of("--rate-limit", "-1"),
                List.of("--rate-limit", "0"),
                List.of("--tags", "-5"),
                List.of("--platforms", ","),
                List.of("--platforms", "linux/amd64,,linux/arm64"),
                List.of("--platforms", ""))) {
            CommandLineRun run = test(option.toArray(String[]::new));

            assertThat(run.exitCode()).as("%s: %s", option, run).isEqualTo(2);
            assertThat(run.err()).startsWith("Error: " + option.get(0));
        }
    }

    private CommandLineRun test(String... options) {
        String[] arguments = new String[options.length + 6];
        arguments[0] = "test";
        arguments[1] = "registry.test/team/app";
        arguments[2] = "--registries-conf";
        arguments[3] = conf;
        arguments[4] = "--cache-dir";
        arguments[5] = folder.getRoot().toPath().resolve("cache").toString();
        System.arraycopy(options, 0, arguments, 6, options.length);
        return CommandLineRun.of(arguments);
    }
}
