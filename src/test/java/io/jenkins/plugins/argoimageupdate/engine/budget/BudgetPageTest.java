package io.jenkins.plugins.argoimageupdate.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

public class BudgetPageTest {

    /** The table of the page is that of the code; on a difference the message has the lines to put there. */
    @Test
    public void thePageTellsEachLimit() throws IOException {
        String table = Stream.of(Budget.values()).map(BudgetPageTest::row).collect(Collectors.joining());

        assertThat(Files.readString(page())).contains(table);
    }

    private static Path page() {
        Path docs = Files.exists(Path.of("docs")) ? Path.of("docs") : Path.of("..", "docs");
        return docs.resolve("reliability.md");
    }

    private static String row(Budget budget) {
        return "| " + budget.of() + " | " + amount(budget) + " | " + budget.beyond() + " |\n";
    }

    private static String amount(Budget budget) {
        long value = budget.value();
        if (budget.unit() == Budget.Unit.SECONDS) {
            return value % 60 == 0 ? value / 60 + " min" : value + " s";
        }
        if (budget.unit() == Budget.Unit.BYTES) {
            return value % (1L << 20) == 0 ? (value >> 20) + " MiB" : (value >> 10) + " KiB";
        }
        return String.format(Locale.ROOT, "%,d %s", value, budget.unit().name().toLowerCase(Locale.ROOT));
    }
}
