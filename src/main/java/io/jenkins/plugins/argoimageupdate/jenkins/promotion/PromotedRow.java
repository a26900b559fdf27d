package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.jenkins.dashboard.ImageRow;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image at a stage, beside the same image at the stage before. */
@ExportedBean
public final class PromotedRow {

    private static final int SHORT_COMMIT = 7;

    private final ImageRow row;
    private final PromotionStage stage;
    private final Optional<PromotedRow> before;

    PromotedRow(ImageRow row, PromotionStage stage) {
        this.row = row;
        this.stage = stage;
        this.before = Optional.ofNullable(stage.source()).flatMap(source -> source.find(row));
    }

    /** The alias, or the image's name where it has none. */
    @Exported
    public String getName() {
        return row.getName();
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return row.getImage();
    }

    /** The tag that runs; empty when none does, or that is not known. */
    @Exported
    public String getLive() {
        return row.getLive();
    }

    @Exported
    public String getStatus() {
        return row.getStatusName();
    }

    public String getSymbol() {
        return row.getSymbol();
    }

    /** How it is, in the reader's language. */
    public String getWords() {
        return row.getWords();
    }

    /** What it waits for, or what is wrong; empty when all is well. */
    @Exported
    public String getWaitsFor() {
        return row.getError();
    }

    @Exported
    public boolean isProblem() {
        return row.isProblem();
    }

    /** Whether the stage before runs another version, as far as is known. */
    @Exported
    public boolean isBehind() {
        return before.filter(other -> !other.getLive().isEmpty()
                        && !getLive().isEmpty()
                        && !other.getLive().equals(getLive()))
                .isPresent();
    }

    /** The tag that the stage before runs; empty where there is none, or that is not known. */
    @Exported
    public String getAhead() {
        return before.map(PromotedRow::getLive).orElse("");
    }

    /** How many versions the stage before has got since the one that runs here; null if it is not behind, or that is not known. */
    @Exported
    @CheckForNull
    public Integer getVersionsBehind() {
        int position = isBehind() ? position() : -1;
        return position < 0 ? null : position;
    }

    /** Where what runs here is among the changes of the stage before; negative where it is not. */
    private int position() {
        List<HistoryEntry> changes = ahead();
        return IntStream.range(0, changes.size())
                .filter(index -> changes.get(index).change().to().equals(getLive()))
                .findFirst()
                .orElseGet(() -> first(changes));
    }

    /** What ran there before all that is kept. */
    private int first(List<HistoryEntry> changes) {
        boolean isFirst = !changes.isEmpty()
                && changes.get(changes.size() - 1).change().from().equals(getLive());
        return isFirst ? changes.size() : -1;
    }

    private List<HistoryEntry> ahead() {
        return before.map(other -> other.stage.changes(other.getName())).orElse(List.of());
    }

    /** Since when the stage before has something newer; null if it is not behind, or that is not known. */
    @Exported
    @CheckForNull
    public Date getBehindSince() {
        Integer behind = getVersionsBehind();
        if (behind == null || behind == 0) {
            return null;
        }
        Instant at = ahead().get(behind - 1).at();
        return Date.from(at);
    }

    /** The source commit of what runs here; empty where no image tells, and where it is not behind. */
    @Exported
    public String getSourceCommit() {
        return isBehind() ? commit(getLive()) : "";
    }

    /** The source commit of what the stage before runs; empty likewise. */
    @Exported
    public String getSourceCommitAhead() {
        return isBehind() ? before.map(other -> other.commit(other.getLive())).orElse("") : "";
    }

    /** What lies between the source commits, such as {@code 3fa9c01 … b99bc73}; empty where it is not behind, or one is not known. */
    public String getCommits() {
        String here = getSourceCommit();
        String there = getSourceCommitAhead();
        return here.isEmpty() || there.isEmpty() ? "" : cut(here) + "…" + cut(there);
    }

    private static String cut(String commit) {
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    /** As the first stage tells it that has written the version with what the registry said of it. */
    private String commit(String version) {
        return version.isEmpty()
                ? ""
                : stage.changes(getName()).stream()
                        .filter(entry -> entry.change().to().equals(version))
                        .findFirst()
                        .flatMap(stage::sourceCommit)
                        .orElseGet(
                                () -> before.map(other -> other.commit(version)).orElse(""));
    }
}
