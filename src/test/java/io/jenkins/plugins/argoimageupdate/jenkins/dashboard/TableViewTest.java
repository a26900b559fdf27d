package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class TableViewTest {

    private static final List<String> ROWS =
            IntStream.rangeClosed(1, 120).mapToObj(number -> "Team " + number).toList();

    @Test
    public void showsAPageOfItsRowsAndLinksToTheOthers() {
        TableView<String> first = view("", Map.of());
        assertThat(first.getRows()).hasSize(TableView.ROWS).startsWith("Team 1");
        assertThat(first.getTotal()).isEqualTo(120);
        assertThat(first.getPrevious()).isNull();
        assertThat(first.getNext()).isEqualTo("?jobs=2#aiu-jobs");

        TableView<String> last = view("", Map.of("jobs", 3, "git", 2));
        assertThat(last.getFirst()).isEqualTo(101);
        assertThat(last.getLast()).isEqualTo(120);
        assertThat(last.getRows()).hasSize(20);
        assertThat(last.getNext()).isNull();
        assertThat(last.getPrevious()).isEqualTo("?git=2&jobs=2#aiu-jobs");
    }

    @Test
    public void aPageThatThereIsNotIsTheNearestOne() {
        assertThat(view("", Map.of("jobs", 99)).getFirst()).isEqualTo(101);
        assertThat(view("", Map.of("jobs", 0)).getFirst()).isEqualTo(1);
        TableView<String> nothing = view("nowhere", Map.of("jobs", 2));
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.getRows()).isEmpty();
        assertThat(nothing.isPaged()).isFalse();
    }

    @Test
    public void searchesForAllWordsWhateverTheirCaseAndKeepsThemInLinks() {
        assertThat(view("team 12", Map.of()).getRows()).containsExactly("Team 12", "Team 112", "Team 120");
        assertThat(view("TEAM", Map.of()).getNext()).isEqualTo("?q=TEAM&jobs=2#aiu-jobs");
        assertThat(view("a&b", Map.of()).getRows()).isEmpty();
    }

    @Test
    public void knowsWhichColumnsOfThePageAreEmpty() {
        assertThat(view("111", Map.of()).has("second")).isFalse();
        assertThat(view("112", Map.of()).has("second")).isTrue();
    }

    private static TableView<String> view(String search, Map<String, Integer> pages) {
        return new TableView<>(
                "jobs", ROWS, row -> row, Map.of("second", row -> row.endsWith("2")), new WatchQuery(search, pages));
    }
}
