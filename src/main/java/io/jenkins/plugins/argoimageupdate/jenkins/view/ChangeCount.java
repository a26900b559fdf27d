package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import java.util.List;

/**
 * How many images the updates of a build changed, and what became of that.
 *
 * @param images those of dry runs count only where there is nothing else
 */
record ChangeCount(int images, Fate fate) {

    /** What became of the changes. */
    private enum Fate {
        UPDATED,
        FAILED,
        ROLLING_OUT,
        WOULD_UPDATE
    }

    static ChangeCount of(List<UpdateRecord> records) {
        List<UpdateRecord> wrote = records.stream()
                .filter(record -> !record.getArguments().isDryRun())
                .toList();
        int written = images(wrote);
        return written == 0
                ? new ChangeCount(images(records), Fate.WOULD_UPDATE)
                : new ChangeCount(written, fate(wrote));
    }

    private static int images(List<UpdateRecord> records) {
        return records.stream().mapToInt(record -> record.getChanges().size()).sum();
    }

    private static Fate fate(List<UpdateRecord> wrote) {
        List<UpdateRecord> changing =
                wrote.stream().filter(record -> !record.getChanges().isEmpty()).toList();
        if (changing.stream().anyMatch(UpdateRecord::isFailed)) {
            return Fate.FAILED;
        }
        return changing.stream().allMatch(UpdateRecord::isOver) ? Fate.UPDATED : Fate.ROLLING_OUT;
    }

    boolean isFailed() {
        return fate == Fate.FAILED;
    }

    /** In the reader's language. */
    String describe() {
        return switch (fate) {
            case UPDATED -> Messages.Tab_badge(images);
            case FAILED -> Messages.Tab_failed(images);
            case ROLLING_OUT -> Messages.Tab_rollingOut(images);
            case WOULD_UPDATE -> Messages.Tab_wouldUpdate(images);
        };
    }

    /** The same with the images, such as {@code 2 images updated: frontend=main-1, backend=main-2}. */
    String describeWith(List<UpdateRecord> records) {
        return describe() + ": " + InWords.list(records.stream().flatMap(record -> record.getChanges().stream()));
    }

    /** An icon that tells what became of the changes. */
    String getSymbol() {
        return switch (fate) {
            case UPDATED -> Headline.GOOD;
            case FAILED -> Headline.BAD;
            case ROLLING_OUT -> Headline.WAITING;
            case WOULD_UPDATE -> Headline.TRIAL;
        };
    }
}
