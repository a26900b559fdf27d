package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The lines of a poll, and its errors, as far as there is room for them. Thread-safe. */
final class PollLog implements Consumer<CycleEvent> {

    private static final int MOST_CHARACTERS = 32 * 1024;

    private final StringBuilder text = new StringBuilder();
    private final Set<String> errors = new LinkedHashSet<>();
    private int charactersOfErrors;
    private boolean cut;

    /** Keeps the errors of a cycle. */
    @Override
    public void accept(CycleEvent event) {
        if (event instanceof CycleEvent.Failed failed) {
            String subject = failed.subject().isEmpty() ? "" : failed.subject() + ": ";
            error(subject + failed.failure().message());
        }
    }

    /** Keeps what could not be done; one that is there already is not kept again. */
    synchronized void error(String error) {
        String plain = CleanText.line(error);
        if (charactersOfErrors + plain.length() < MOST_CHARACTERS && errors.add(plain)) {
            charactersOfErrors += plain.length();
        }
    }

    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    synchronized void line(String line) {
        String plain = CleanText.line(line).replaceFirst("^\\[argo-image-update] ", "");
        if (cut || text.length() + plain.length() >= MOST_CHARACTERS) {
            cut = true;
            return;
        }
        text.append(plain).append('\n');
    }

    @Override
    public synchronized String toString() {
        return cut ? text + "… the rest is left out\n" : text.toString();
    }
}
