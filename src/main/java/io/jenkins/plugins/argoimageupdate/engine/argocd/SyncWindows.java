package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/**
 * The sync windows that concern an Application.
 *
 * @param active those in force now
 * @param assigned all of them
 * @param canSync whether a user may sync now
 */
public record SyncWindows(List<Window> active, List<Window> assigned, boolean canSync) {

    /**
     * A sync window of the project.
     *
     * @param kind {@code allow} or {@code deny}
     */
    public record Window(String kind, String schedule, String duration) {

        public Window {
            kind = CleanText.line(kind);
            schedule = CleanText.line(schedule);
            duration = CleanText.line(duration);
        }

        /** {@code deny 0 22 * * * for 8h}. */
        @Override
        public String toString() {
            return kind + " " + schedule + " for " + duration;
        }
    }

    /** What forbids a sync now: the windows in words, or empty if nothing does. */
    public String blocking(boolean automated) {
        List<Window> denying =
                active.stream().filter(w -> w.kind().equals("deny")).toList();
        boolean outsideAllowed = assigned.stream().anyMatch(w -> w.kind().equals("allow"))
                && active.stream().noneMatch(w -> w.kind().equals("allow"));
        if (automated ? denying.isEmpty() && !outsideAllowed : canSync) {
            return "";
        }
        List<Window> named = denying.isEmpty() ? assigned : denying;
        return named.isEmpty()
                ? "sync window"
                : ArgoCdMessages.some(named.stream().map(Window::toString).toList());
    }
}
