package io.jenkins.plugins.argoimageupdate.engine.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

public class VersionConstraintTest {

    @Test
    public void allowsPrereleasesOnlyWhereAnAlternativeNamesOne() {
        assertThat(allows(">=1.0", "2.0.0-rc.1")).isFalse();
        assertThat(allows(">=1.0-0", "2.0.0-rc.1")).isTrue();
        assertThat(allows("3.x || >=1.0-0", "2.0.0-rc.1")).isTrue();
        assertThat(allows("*", "1.0.0-a")).isFalse();
    }

    @Test
    public void readsARangeOnlyWithSpacesAroundTheHyphen() {
        assertThat(allows("1.2 - 1.4", "1.4.9")).isTrue();
        assertThat(allows("1.2 - 1.4", "1.5.0")).isFalse();
        assertThat(allows("1-2", "2.0.0")).isFalse();
    }

    @Test
    public void answersAsRecorded() throws IOException {
        List<String> lines = recorded();
        List<Version> versions = Stream.of(lines.get(0).split("\t"))
                .map(text -> Version.parse(text).orElseThrow())
                .toList();
        for (String line : lines.subList(1, lines.size())) {
            int tab = line.indexOf('\t');
            assertThat(answer(line.substring(0, tab), versions)).as(line).isEqualTo(line.substring(tab + 1));
        }
    }

    @Test
    public void namesAWrongConstraint() {
        assertThatThrownBy(() -> VersionConstraint.parse("latest || 1.x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'latest || 1.x'");
    }

    @Test
    public void allowsWhatOneOfItsAlternativesAllows() {
        Random random = new Random(7);
        String[] operators = {"", "=", "!=", ">", "<", ">=", "<=", "~", "^"};
        String[] versions = {"1", "1.2", "1.2.3", "0.0.x", "0.1", "2.x", "1.0.0-rc.1", "*"};
        for (int round = 0; round < 5_000; round++) {
            String left = operators[random.nextInt(operators.length)] + versions[random.nextInt(versions.length)];
            String right = operators[random.nextInt(operators.length)] + versions[random.nextInt(versions.length)];
            String version = random.nextInt(3) + "." + random.nextInt(3) + "." + random.nextInt(4)
                    + (random.nextInt(4) == 0 ? "-rc." + random.nextInt(3) : "");
            assertThat(allows(left + " || " + right, version))
                    .as("%s of %s || %s", version, left, right)
                    .isEqualTo(allows(left, version) || allows(right, version));
            if (!version.contains("-")) {
                assertThat(allows(left + ", " + right, version))
                        .as("%s of %s, %s", version, left, right)
                        .isEqualTo(allows(left, version) && allows(right, version));
            }
        }
    }

    private static boolean allows(String constraint, String version) {
        return VersionConstraint.parse(constraint).allows(Version.parse(version).orElseThrow());
    }

    private static String answer(String constraint, List<Version> versions) {
        try {
            VersionConstraint parsed = VersionConstraint.parse(constraint);
            return versions.stream()
                    .map(version -> parsed.allows(version) ? "1" : "0")
                    .collect(Collectors.joining());
        } catch (ConfigurationException refused) {
            return "error";
        }
    }

    private static List<String> recorded() throws IOException {
        try (InputStream file = VersionConstraintTest.class.getResourceAsStream("constraints.tsv")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
