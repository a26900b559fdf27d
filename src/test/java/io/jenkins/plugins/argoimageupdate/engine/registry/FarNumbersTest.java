package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.GooglePushTimes;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.QuayPushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Dates and numbers that no server means, wherever one is read: they are bounded or left out, and break nothing. */
public class FarNumbersTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** As JSON writes them. */
    private static final List<String> NUMBERS = List.of(
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "31556889864403199",
            "31556889864403200",
            "-31557014167219201",
            "1" + "0".repeat(400),
            "9".repeat(5_000),
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "1e18",
            "3.7",
            "-0.5",
            "0",
            "\"300\"",
            "\"9223372036854775808\"",
            "\"1e999999999\"",
            "\"soon\"",
            "null",
            "true",
            "{}",
            "[1]");

    private static final List<String> DATES = List.of(
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "999999999-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999-24:60",
            "0000-01-01T00:00:00+24:60",
            "2026-02-30T00:00:00Z",
            "2026-01-01T00:00:00." + "9".repeat(100_000) + "Z",
            "9".repeat(100_000),
            "");

    @Test
    public void aTokenIsGoodForAMinuteToADayWhateverItsServerSays() {
        for (String expires : NUMBERS) {
            for (String issued : DATES) {
                String answer = "{\"token\":\"t\",\"expires_in\":" + expires + ",\"issued_at\":\"" + issued + "\"}";
                BearerToken.parse(answer.getBytes(StandardCharsets.UTF_8), NOW)
                        .ifPresent(token -> assertThat(token.expires())
                                .as(answer.substring(0, Math.min(100, answer.length())))
                                .isBetween(NOW.plusSeconds(60), NOW.plus(Duration.ofDays(1))));
            }
        }
    }

    @Test
    public void aUsualLifeOfATokenStays() {
        byte[] answer = "{\"token\":\"t\",\"expires_in\":300,\"issued_at\":\"2025-12-31T23:59:00Z\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(BearerToken.parse(answer, NOW).orElseThrow().expires()).isEqualTo(NOW.plusSeconds(230));
    }

    @Test
    public void quaysFarPushTimesAreLeftOutWithANote() throws Exception {
        for (String start : NUMBERS) {
            Selection selection = select(
                    "/api/v1/repository/team/app/tag/",
                    "{\"tags\":[{\"name\":\"main-far\",\"start_ts\":" + start
                            + "},{\"name\":\"main-1\",\"start_ts\":1770000000}]}",
                    true);

            if (start.length() < 1_000) {
                assertThat(selection.chosen().orElseThrow().name()).as(start).isEqualTo("main-1");
            }
        }
    }

    @Test
    public void googlesFarPushTimesAreLeftOutWithANote() throws Exception {
        for (String uploaded : List.of("\"999999999999999\"", "9223372036854775807", "1e999999999", "\"-1\"", "-5")) {
            Selection selection = select(
                    "/v2/team/app/tags/list",
                    "{\"tags\":[\"main-far\",\"main-1\"],\"manifest\":{\"sha256:1\":{\"tag\":[\"main-far\"],\"timeUploadedMs\":"
                            + uploaded
                            + "},\"sha256:2\":{\"tag\":[\"main-1\"],\"timeUploadedMs\":\"1770000000000\"}}}",
                    false);

            assertThat(selection.chosen().orElseThrow().name()).as(uploaded).isEqualTo("main-1");
            assertThat(selection.notes())
                    .contains("1 tag is left out, as the registry tells no push time that can be read: main-far");
        }
    }

    @Test
    public void buildDatesThatCannotBeAreNone() throws Exception {
        for (String created : DATES) {
            try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
                registry.content().push("team/app", "main-1", NOW);
                registry.content()
                        .pushConfig(
                                "team/app",
                                "main-far",
                                "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"" + created + "\"}");
                RegistryClients clients = new RegistryClients(
                        new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
                Selection selection = new RegistrySelector(clients, new TagMetadataCache(), new PushTimes())
                        .select(
                                ImageReference.parse("team/app"),
                                new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "", List.of(), List.of()),
                                RegistryEndpoint.at("docker.io", registry.address(), TlsTrust.DEFAULT),
                                RegistryLogin.ANONYMOUS);

                assertThat(selection.chosen()).isPresent();
            }
        }
    }

    @Test
    public void aPauseIsAMonthAtMost() {
        assertThat(RetryAfter.parse("999999999", NOW)).contains(RetryAfter.LONGEST);
        assertThat(RetryAfter.parse("9".repeat(100_000), NOW)).contains(RetryAfter.LONGEST);
        assertThat(RetryAfter.parse("Fri, 31 Dec 9999 23:59:59 GMT", NOW)).contains(RetryAfter.LONGEST);
        assertThat(RetryAfter.parse("Fri, 31 Dec 999999999 23:59:59 GMT", NOW)).contains(RetryAfter.LONGEST);
        assertThat(RetryAfter.parse("-9223372036854775808", NOW)).isEmpty();
        assertThat(RetryAfter.parse("1.5", NOW)).isEmpty();
        assertThat(RetryAfter.parse("1e9", NOW)).isEmpty();
    }

    @Test
    public void instantsOutsideOfTheYearsThatCanBeWrittenAreNone() {
        assertThat(Timestamps.ofEpochSecond(Long.MAX_VALUE)).isEmpty();
        assertThat(Timestamps.ofEpochSecond(Long.MIN_VALUE)).isEmpty();
        assertThat(Timestamps.ofEpochMilli(Long.MAX_VALUE)).isEmpty();
        assertThat(Timestamps.ofEpochMilli(Long.MIN_VALUE)).isEmpty();
        assertThat(Timestamps.ofEpochSecond(1)).contains(Instant.ofEpochSecond(1));
        assertThat(Timestamps.ofEpochMilli(1_001)).contains(Instant.ofEpochMilli(1_001));
        assertThat(Timestamps.isPlausible(Instant.MAX)).isFalse();
        assertThat(Timestamps.isPlausible(Instant.MIN)).isFalse();
    }

    @Test(timeout = 60_000)
    public void aDurationWithVeryManyDigitsIsNone() {
        assertThat(GoDuration.parse("9".repeat(2_000_000) + "h")).isEmpty();
        assertThat(GoDuration.parse("1." + "9".repeat(2_000_000) + "h")).isEmpty();
        assertThat(GoDuration.parse("1ns".repeat(500_000))).isEmpty();
        assertThat(GoDuration.parse("9223372036854775807ns")).contains(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(GoDuration.parse("9223372036854775808ns")).isEmpty();
        assertThat(GoDuration.parse("-9223372036854775807ns")).contains(Duration.ofNanos(-Long.MAX_VALUE));
    }

    private static Selection select(String path, String body, boolean quay) throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.content().push("team/app", "main-1", NOW);
            registry.content().push("team/app", "main-far", NOW.minusSeconds(60));
            registry.rules().fail(path, 99, Fault.body(body));
            RegistryClients clients = new RegistryClients(
                    new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
            RegistryEndpoint endpoint = RegistryEndpoint.at("docker.io", registry.address(), TlsTrust.DEFAULT);
            PushTimeSource source = quay ? new QuayPushTimes(registry.address()) : new GooglePushTimes();
            PushTimes times = new PushTimes(Map.of(endpoint.host(), source));
            return new RegistrySelector(clients, new TagMetadataCache(), times)
                    .select(
                            ImageReference.parse("team/app"),
                            new SelectionRule(UpdateStrategy.NEWEST_PUSH, "", "", List.of(), List.of()),
                            endpoint,
                            RegistryLogin.ANONYMOUS);
        } catch (io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException e) {
            assertThat(body).as(e.getMessage()).hasSizeGreaterThan(1_000);
            return null;
        }
    }
}
