package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Locale;

/** What is particular to build logs. */
final class BuildLog {

    private BuildLog() {}

    /** A link in a build log, for addresses of the web only. */
    static String link(String url, String text) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean web = lower.startsWith("https://") || lower.startsWith("http://");
        return web ? HyperlinkNote.encodeTo(url, text) : text;
    }

    static void say(TaskListener log, String text) {
        log.getLogger().println("[argo-image-update] " + CleanText.line(text));
    }
}
