package io.jenkins.plugins.argoimageupdate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

public class GlossaryTest {

    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");

    @Test
    public void eachClassOfTheGlossaryExists() throws IOException {
        Set<String> sources;
        try (Stream<Path> files = Files.walk(Diagram.projectRoot().resolve("src/main/java"))) {
            sources = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
        List<String> rows = Files.readAllLines(Diagram.projectRoot().resolve("docs/glossary.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" \\| ", 3)[2])
                .toList();
        List<String> classes = rows.stream()
                .flatMap(row -> CLASS.matcher(row).results().map((MatchResult match) -> match.group(1)))
                .toList();

        assertThat(classes)
                .hasSizeGreaterThan(60)
                .allSatisfy(name -> assertThat(sources).contains(name + ".java"));
    }
}
