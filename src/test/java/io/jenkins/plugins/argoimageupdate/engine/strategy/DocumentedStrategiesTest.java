package io.jenkins.plugins.argoimageupdate.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.Diagram;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;

public class DocumentedStrategiesTest {

    private static final String HELP =
            "src/main/resources/io/jenkins/plugins/argoimageupdate/jenkins/arguments/ImageArgument/help-strategy";
    private static final List<String> ALL = StrategyNames.all();

    @Test
    public void theReadmeHasARowForEachStrategy() throws IOException {
        List<String> rows = read("README.md")
                .lines()
                .dropWhile(line -> !line.startsWith("| strategy |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .toList();
        assertThat(rows)
                .extracting(row -> row.split("`")[1])
                .as("strategies in the README's table")
                .containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(rows).allSatisfy(row -> assertThat(row.split(" \\| ")).hasSize(3));
    }

    @Test
    public void theHelpOfTheStepNamesEachStrategyInEachLanguage() throws IOException {
        for (String language : List.of("", "_zh_CN")) {
            String help = read(HELP + language + ".html");
            assertThat(Pattern.compile("<code>(.*?)</code>").matcher(help).results())
                    .extracting(match -> match.group(1))
                    .as("strategies in the help%s", language)
                    .containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Test
    public void theExampleOfAWatchFileNamesEachStrategy() throws IOException {
        List<String> named = read("docs/watch-file.md")
                .lines()
                .filter(line -> line.strip().startsWith("strategy:") && line.contains(" or "))
                .map(line -> line.substring(line.indexOf('#') + 1).strip())
                .flatMap(line -> Arrays.stream(line.split(", | or ")))
                .toList();
        assertThat(named).as("strategies in docs/watch-file.md").containsExactlyInAnyOrderElementsOf(ALL);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Diagram.projectRoot().resolve(file));
    }
}
