package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** No page is forgotten by {@link PagesInBrowserTest}. */
public class ViewsTest {

    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/argoimageupdate/jenkins");
    private static final Pattern INCLUDED = Pattern.compile("page=\"([^\"$]+)\\.jelly\"");

    /** Those that no page of the test has, and why. */
    private static final Map<String, String> LEFT_OUT =
            Map.of("trigger/PollStarvationMonitor/message", "it takes a server that is silent for minutes");

    @Test
    public void eachViewIsOnAPageThatIsOpened() throws IOException {
        Set<String> opened = States.all().stream()
                .flatMap(state -> state.pages().stream())
                .flatMap(page -> page.views().stream())
                .collect(Collectors.toSet());
        Set<String> forgotten = new TreeSet<>(views());
        forgotten.removeIf(view -> opened.contains(view) || opened.contains(view.replaceFirst("/[^/]+/", "/*/")));
        assertThat(forgotten).isEqualTo(LEFT_OUT.keySet());
    }

    @Test
    public void noPageNamesAViewThatThereIsNot() throws IOException {
        assertThat(Arrays.stream(Page.values()).flatMap(page -> page.views().stream()))
                .filteredOn(view -> !view.contains("*"))
                .isSubsetOf(views());
    }

    @Test
    public void eachPageIsOpenedInSomeState() {
        assertThat(States.all().stream().flatMap(state -> state.pages().stream()))
                .contains(Page.values());
    }

    /** Without tags and what is part of other views. */
    private static Set<String> views() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(VIEWS)) {
            files = all.filter(file -> file.toString().endsWith(".jelly")).toList();
        }
        Set<String> included = new TreeSet<>();
        for (Path file : files) {
            INCLUDED.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1).startsWith("/")
                            ? match.group(1).replaceFirst(".*/jenkins/", "")
                            : name(file.resolveSibling(match.group(1) + ".jelly")))
                    .forEach(included::add);
        }
        return files.stream()
                .map(ViewsTest::name)
                .filter(view -> !included.contains(view))
                .filter(view -> !Files.exists(VIEWS.resolve(view).resolveSibling("taglib")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Path file) {
        return VIEWS.relativize(file).toString().replace('\\', '/').replaceFirst("\\.jelly$", "");
    }
}
