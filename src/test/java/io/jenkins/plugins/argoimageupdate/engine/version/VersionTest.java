package io.jenkins.plugins.argoimageupdate.engine.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class VersionTest {

    private static final int ROUNDS = 5_000;

    @Test
    public void readsOneOrTwoNumbersAndALeadingV() {
        assertThat(Version.parse("v1.2")).contains(version("1.2.0"));
        assertThat(Version.parse("1")).contains(version("1.0.0"));
        assertThat(Version.parse("01.02.03")).contains(version("1.2.3"));
    }

    @Test
    public void ignoresBuildMetadataInTheOrder() {
        assertThat(version("1.0.0+b")).isEqualByComparingTo(version("1.0.0+a"));
    }

    @Test
    public void ordersPrereleasesAsSemverOrgDoes() {
        String[] ascending = {
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0"
        };
        for (int i = 1; i < ascending.length; i++) {
            assertThat(version(ascending[i])).isGreaterThan(version(ascending[i - 1]));
        }
    }

    @Test
    public void keepsTheRecordedOrder() throws IOException {
        List<String> recorded = recorded();
        List<List<String>> ascending = recorded.subList(0, recorded.indexOf("---")).stream()
                .map(line -> Arrays.asList(line.split(" ")))
                .toList();
        for (int i = 0; i < ascending.size(); i++) {
            Version first = version(ascending.get(i).get(0));
            for (String equal : ascending.get(i)) {
                assertThat(version(equal)).as(equal).isEqualByComparingTo(first);
            }
            if (i > 0) {
                assertThat(first).isGreaterThan(version(ascending.get(i - 1).get(0)));
            }
        }
    }

    @Test
    public void refusesWhatIsRecordedAsNoVersion() throws IOException {
        List<String> recorded = recorded();
        assertThat(recorded.subList(recorded.indexOf("---") + 1, recorded.size()))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(Version.parse(text)).as(text).isEmpty());
    }

    @Test
    public void hasATotalOrder() {
        Random random = new Random(20260818);
        for (int round = 0; round < ROUNDS; round++) {
            Version a = any(random);
            Version b = any(random);
            Version c = any(random);
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
            if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
                assertThat(a.compareTo(c)).as("%s %s %s", a, b, c).isLessThanOrEqualTo(0);
            }
            if (a.equals(b)) {
                assertThat(a).hasSameHashCodeAs(b);
            }
        }
    }

    @Test
    public void readsItsOwnText() {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            Version version = any(random);
            assertThat(Version.parse(version.toString())).contains(version);
        }
    }

    private static Version any(Random random) {
        String[] numbers = {"0", "1", "2", "10", "18446744073709551615"};
        String[] identifiers = {"a", "b", "rc", "0", "1", "10", "99999999999999999999", "-", "1a"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            text.append(i == 0 ? "" : ".").append(numbers[random.nextInt(numbers.length)]);
        }
        int parts = random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            text.append(i == 0 ? "-" : ".").append(identifiers[random.nextInt(identifiers.length)]);
        }
        return version(text.toString());
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }

    private static List<String> recorded() throws IOException {
        try (InputStream file = VersionTest.class.getResourceAsStream("versions.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
