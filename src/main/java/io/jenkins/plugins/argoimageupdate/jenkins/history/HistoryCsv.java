package io.jenkins.plugins.argoimageupdate.jenkins.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The history as RFC 4180 has it, with nothing that a spreadsheet would take for a formula. */
public final class HistoryCsv {

    private static final String END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private HistoryCsv() {}

    public static String of(List<HistoryEntry> entries) {
        StringBuilder csv = new StringBuilder(
                "build,at,application,name,image,from,to,digest,repository,commit,outcome,lead_seconds,reason");
        csv.append(END);
        for (HistoryEntry entry : entries) {
            csv.append(Stream.of(
                                    String.valueOf(entry.build()),
                                    String.valueOf(entry.at()),
                                    entry.change().application(),
                                    entry.change().name(),
                                    entry.change().image(),
                                    entry.change().from(),
                                    entry.change().to(),
                                    entry.change().digest(),
                                    entry.revision().repository(),
                                    entry.revision().commit(),
                                    entry.outcome().name(),
                                    seconds(entry.leadMillis()),
                                    entry.reason())
                            .map(HistoryCsv::cell)
                            .collect(Collectors.joining(",")))
                    .append(END);
        }
        return csv.toString();
    }

    private static String seconds(@CheckForNull Long millis) {
        return millis == null ? "" : String.valueOf(millis / 1000);
    }

    /** A quote before what could be a formula makes spreadsheets show it as text. */
    private static String cell(String value) {
        String harmless = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
