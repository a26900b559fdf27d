package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds pages and texts of the Jenkins layer to the rules for them. */
public class FieldTextsTest {

    private static final Path ROOT = Path.of("src/main/resources/io/jenkins/plugins/argoimageupdate/jenkins");
    private static final Pattern FIELD = Pattern.compile("field=\"(\\w+)\"");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "<script|<style|\\sstyle=\"|\\son[a-z]+=\"|javascript:|<j:out|checkUrl=", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("\\$\\{%([\\w.]+)}");

    private static final Pattern SECTION = Pattern.compile("<f:section[^>]*>\\s*([^\n]*)");
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "config/ArgoCdServerConfig/config", List.of("name", "url", "credentialsId"),
            "config/RegistryConfig/config", List.of("prefix"),
            "config/PullSecretMapping/config", List.of("source", "credentialsId"),
            "config/WebhookSource/config", List.of("id", "secretCredentialsId"),
            "config/OpenPgpSigning/config", List.of("credentialsId"),
            "config/SshSigning/config", List.of("credentialsId"),
            "arguments/ImageArgument/config", List.of("image"),
            "arguments/form/fields", List.of("application"));

    @Test
    public void explainsEveryFieldInBothLanguages() throws IOException {
        for (Path page : files("config.jelly")) {
            String text = Files.readString(page);
            Matcher field = FIELD.matcher(text);
            while (field.find()) {
                if (text.contains("<f:property field=\"" + field.group(1) + "\"")) {
                    continue;
                }
                for (String language : List.of("", "_zh_CN")) {
                    Path help = page.resolveSibling("help-" + field.group(1) + language + ".html");
                    assertThat(help).exists();
                    assertThat(Files.readString(help)).as(help.toString()).contains("<code>");
                }
            }
        }
    }

    @Test
    public void hasEveryTextInBothLanguages() throws IOException {
        for (Path english : files(".properties")) {
            String name = english.getFileName().toString();
            if (!name.contains("_zh_CN")) {
                Path chinese = english.resolveSibling(name.replace(".properties", "_zh_CN.properties"));
                assertThat(keys(chinese)).as(chinese.toString()).isEqualTo(keys(english));
            }
        }
    }

    @Test
    public void takesEveryWordOfAPageFromItsTexts() throws IOException {
        for (Path page : files(".jelly")) {
            Matcher word = WORD.matcher(Files.readString(page));
            Path texts = page.resolveSibling(page.getFileName().toString().replace(".jelly", ".properties"));
            while (word.find()) {
                assertThat(keys(texts)).as(texts.toString()).contains(word.group(1));
            }
        }
    }

    @Test
    public void keepsScriptsAndStylesOutOfPages() throws IOException {
        for (Path page : files(".jelly")) {
            String text = Files.readString(page);
            assertThat(text).as(page.toString()).startsWith("<?jelly escape-by-default='true'?>");
            assertThat(FORBIDDEN.matcher(text).find()).as(page.toString()).isFalse();
        }
    }

    @Test
    public void marksWhatIsRequired() throws IOException {
        for (Map.Entry<String, List<String>> form : REQUIRED.entrySet()) {
            for (String field : form.getValue()) {
                assertThat(texts(ROOT.resolve(form.getKey() + ".properties")).getProperty(field))
                        .as(form.getKey() + " " + field)
                        .contains("(required");
                assertThat(texts(ROOT.resolve(form.getKey() + "_zh_CN.properties"))
                                .getProperty(field))
                        .as(form.getKey() + " " + field)
                        .contains("（必填");
            }
        }
    }

    @Test
    public void saysOfEverySectionWhenItIsNeeded() throws IOException {
        for (Path page : files(".jelly")) {
            Matcher section = SECTION.matcher(Files.readString(page));
            while (section.find()) {
                assertThat(section.group(1))
                        .as(page.toString())
                        .startsWith("<p class=\"jenkins-section__description aiu-when\">${%");
            }
        }
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(end)).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static TreeSet<String> keys(Path file) throws IOException {
        return new TreeSet<>(texts(file).stringPropertyNames());
    }

    private static Properties texts(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
