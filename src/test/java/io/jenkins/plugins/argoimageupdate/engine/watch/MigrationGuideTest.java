package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds docs/migration.md to what the engine does. */
public class MigrationGuideTest {

    private static final String PREFIX = "argocd-image-updater.argoproj.io/";
    private static final String IMAGE_LIST = PREFIX + "image-list";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    public void everyAnnotationOfTheTableMakesADifference() {
        Map<String, String> table = annotations();
        assertThat(table).hasSizeGreaterThan(18);

        assertThat(table).allSatisfy((key, value) -> {
            WatchSpec plain = watch(Map.of(IMAGE_LIST, "app=example.com/team/app"));
            WatchSpec changed = watch(with(key, value));
            assertThat(changed.images().toString() + changed.writeBack())
                    .as("%s: %s", key, value)
                    .isNotEqualTo(plain.images().toString() + plain.writeBack());
        });
    }

    @Test
    public void theTableHasEveryAnnotationThatIsRead() {
        Set<String> asked = new TreeSet<>();
        Map<String, String> recording = new AbstractMap<>() {
            private final Map<String, String> content =
                    Map.of(IMAGE_LIST, "app=example.com/team/app", PREFIX + "write-back-method", "git");

            @Override
            public Set<Entry<String, String>> entrySet() {
                return content.entrySet();
            }

            @Override
            public String get(Object key) {
                asked.add(key.toString().substring(PREFIX.length()));
                return content.get(key);
            }
        };
        watch(recording);

        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(annotations().keySet()).containsAll(asked);
    }

    @Test
    public void itsLinksLeadSomewhere() throws IOException {
        Matcher link = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)").matcher(Files.readString(guide()));
        List<String> targets = new ArrayList<>();
        while (link.find()) {
            targets.add(link.group(1));
        }
        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(target ->
                        assertThat(guide().getParent().resolve(target)).exists());
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(IMAGE_LIST, "app=example.com/team/app");
        if (key.startsWith("git-") || key.equals("write-back-target")) {
            annotations.put(PREFIX + "write-back-method", "git");
        }
        annotations.put(PREFIX + key, value);
        return annotations;
    }

    private static WatchSpec watch(Map<String, String> annotations) {
        Application plain = new ApplicationFixture().build();
        Application application = new Application(
                plain.name(),
                plain.namespace(),
                plain.controlPlaneNamespace(),
                plain.project(),
                plain.labels(),
                annotations,
                plain.sources(),
                false,
                false,
                plain.sourceTypes(),
                plain.liveImages());
        return new ApplicationAnnotations(application).watch(warning -> {});
    }

    /** Key without prefix, and an example. */
    private static Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        for (String line : section("Annotations")) {
            String[] cells = line.split("(?<!\\\\)\\|");
            if (cells.length < 4 || !cells[1].contains("`")) {
                continue;
            }
            String example = codes(cells[2]).get(0);
            codes(cells[1]).forEach(key -> annotations.put(key, example));
        }
        return annotations;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static List<String> section(String title) {
        try (Stream<String> lines = Files.lines(guide())) {
            return lines.dropWhile(line -> !line.equals("## " + title))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path guide() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("docs/migration.md")) ? here : here.getParent();
        return root.resolve("docs/migration.md");
    }
}
