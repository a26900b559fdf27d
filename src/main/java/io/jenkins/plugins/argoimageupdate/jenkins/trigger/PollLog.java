package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/** The lines of a poll as far as there is room for them. Thread-safe. */
final class PollLog {

    private static final int MOST_CHARACTERS = 32 * 1024;

    private final StringBuilder text = new StringBuilder();
    private boolean cut;

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
