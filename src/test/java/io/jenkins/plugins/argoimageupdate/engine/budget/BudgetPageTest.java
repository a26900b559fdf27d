package io.jenkins.plugins.argoimageupdate.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.Test;

public class BudgetPageTest {

    /** The tables of the page are those of the code; on a difference the message has the lines to put there. */
    @Test
    public void thePageTellsEachLimit() throws IOException {
        String page = Files.readString(page());

        assertThat(page).contains(table(Budget.HTTP_CONNECT, Budget.PULL_REQUEST_ANSWER));
        assertThat(page).contains(table(Budget.ANNOTATIONS, Budget.PAUSE));
        assertThat(page).contains(table(Budget.SELECTION, Budget.CONNECTION_TEST));
        assertThat(page).contains(table(Budget.WEBHOOK_BODY, Budget.PAGE_LINES));
    }

    @Test
    public void noLimitIsInNoTable() {
        assertThat(Budget.HTTP_CONNECT.ordinal()).isZero();
        assertThat(Budget.ANNOTATIONS.ordinal()).isEqualTo(Budget.PULL_REQUEST_ANSWER.ordinal() + 1);
        assertThat(Budget.SELECTION.ordinal()).isEqualTo(Budget.PAUSE.ordinal() + 1);
        assertThat(Budget.WEBHOOK_BODY.ordinal()).isEqualTo(Budget.CONNECTION_TEST.ordinal() + 1);
        assertThat(Budget.PAGE_LINES.ordinal()).isEqualTo(Budget.values().length - 1);
    }

    private static String table(Budget first, Budget last) {
        return "| limit of | at most | beyond |\n|---|---|---|\n"
                + EnumSet.range(first, last).stream().map(BudgetPageTest::row).collect(Collectors.joining())
                + "\n";
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
            long days = value / (24 * 60 * 60);
            if (days > 0) {
                return days == 1 ? "1 day" : days + " days";
            }
            if (value % 3600 == 0) {
                return value / 3600 + " h";
            }
            return value % 60 == 0 ? value / 60 + " min" : value + " s";
        }
        if (budget.unit() == Budget.Unit.BYTES) {
            if (value % (1L << 30) == 0) {
                return (value >> 30) + " GiB";
            }
            return value % (1L << 20) == 0 ? (value >> 20) + " MiB" : (value >> 10) + " KiB";
        }
        if (budget.unit() == Budget.Unit.CHARACTERS && value % (1L << 20) == 0) {
            return (value >> 20) + " Mi characters";
        }
        return String.format(Locale.ROOT, "%,d %s", value, budget.unit().name().toLowerCase(Locale.ROOT));
    }
}
