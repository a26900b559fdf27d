package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/** What is particular to build logs. */
final class BuildLog {

    private BuildLog() {}

    /** A link in a build log, for addresses of the web only. */
    static String link(String url, String text) {
        String safe = SafeLink.of(url);
        return safe == null ? text : HyperlinkNote.encodeTo(safe, text);
    }

    static void say(TaskListener log, String text) {
        log.getLogger().println("[argo-image-update] " + CleanText.line(text));
    }
}
