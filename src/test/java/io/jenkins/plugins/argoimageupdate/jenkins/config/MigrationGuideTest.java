package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds docs/migration.md to the fields of the configuration. */
public class MigrationGuideTest {

    private static final Path GUIDE = Path.of("docs", "migration.md");

    @Test
    public void everyFieldOfRegistriesConfHasOneHereOrAReason() throws Exception {
        List<String> there = new ArrayList<>();
        for (String line : section("`registries.conf`")) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 4 && cells[1].contains("`")) {
                there.addAll(codes(cells[1]));
                assertThat(cells[2] + cells[3]).as(line).isNotBlank();
                assertThat(codes(cells[2]))
                        .allSatisfy(field ->
                                assertThat(fields(RegistryConfig.class)).contains(field));
            }
        }
        assertThat(there)
                .contains(
                        "name",
                        "prefix",
                        "api_url",
                        "ping",
                        "credentials",
                        "credsexpire",
                        "tagsortmode",
                        "insecure",
                        "ca_file",
                        "ca_data",
                        "defaultns",
                        "limit",
                        "default");
    }

    @Test
    public void everyFieldThatTakesAFlagsPlaceExists() throws Exception {
        String flags = String.join("\n", section("Flags, variables and the ConfigMap `argocd-image-updater-config`"));
        List<String> named = new ArrayList<>();
        Matcher path = Pattern.compile("`(git|limits|defaults)\\.([A-Za-z]+)(?:\\.[A-Za-z]+)?`")
                .matcher(flags);
        while (path.find()) {
            if (Character.isLowerCase(path.group(2).charAt(0))
                    && !path.group().matches("`git\\.(user|email|commit).*")) {
                named.add(path.group(1) + "." + path.group(2));
            }
        }
        assertThat(named).hasSizeGreaterThan(6).allSatisfy(name -> {
            Class<?> type = name.startsWith("git.")
                    ? GitConfig.class
                    : name.startsWith("limits.") ? LimitsConfig.class : DefaultsConfig.class;
            assertThat(fields(type)).contains(name.substring(name.indexOf('.') + 1));
        });
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .map(method -> method.getName().replaceFirst("^(get|is)", ""))
                .filter(name -> !name.isEmpty())
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .toList();
    }

    private static List<String> codes(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> section(String title) throws Exception {
        try (Stream<String> lines = Files.lines(GUIDE)) {
            return lines.dropWhile(line -> !line.equals("## " + title))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .toList();
        }
    }
}
