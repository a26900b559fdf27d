package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.User;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.jenkins.view.InWords;
import io.jenkins.plugins.argoimageupdate.jenkins.view.RelativeTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Who has paused polling, when and why. Immutable; it is kept in a file. */
@ExportedBean
public final class Pause {

    /** Characters of a reason; what goes beyond is cut off. */
    public static final int LONGEST_REASON = 200;

    private static final int LONGEST_NAME = 100;

    private final String by;
    private final long at;
    private final String reason;

    private Pause(String by, long at, String reason) {
        this.by = CleanText.line(by, LONGEST_NAME);
        this.at = at;
        this.reason = CleanText.line(reason, LONGEST_REASON).strip();
    }

    /**
     * By who is logged in, at this moment.
     *
     * @param reason empty or null for none; one that says nothing counts as none
     */
    static Pause now(@CheckForNull String reason) {
        User user = User.current();
        String name = user == null ? Jenkins.getAuthentication2().getName() : user.getDisplayName();
        return new Pause(name, System.currentTimeMillis(), Util.fixNull(reason));
    }

    /** Of which only is known that it is. */
    static Pause unknown() {
        return new Pause("", 0, "");
    }

    /** The visible name of the user, as it was then; empty when not known. */
    @Exported
    public String getBy() {
        return Util.fixNull(by);
    }

    /** Null when not known. */
    @Exported
    @CheckForNull
    public Date getAt() {
        return at == 0 ? null : new Date(at);
    }

    /** Empty for none. */
    @Exported
    public String getReason() {
        return Util.fixNull(reason);
    }

    /** Such as {@code Paused by Ann Smith 2 h ago: registry maintenance.}, in the reader's language. */
    public String getSentence() {
        if (!isKnown()) {
            return Messages.Pause_unknown();
        }
        return getReason().isEmpty()
                ? Messages.Pause_sentence(getBy(), ago())
                : Messages.Pause_withReason(getBy(), ago(), clause());
    }

    /** The same of polling as a whole. */
    public String getSentenceOfAll() {
        if (!isKnown()) {
            return Messages.Pause_unknownOfAll();
        }
        return getReason().isEmpty()
                ? Messages.Pause_sentenceOfAll(getBy(), ago())
                : Messages.Pause_withReasonOfAll(getBy(), ago(), clause());
    }

    /** The same of all image repositories of a job. */
    private String sentenceOfRepositories() {
        if (!isKnown()) {
            return Messages.Pause_unknownOfRepositories();
        }
        return getReason().isEmpty()
                ? Messages.Pause_sentenceOfRepositories(getBy(), ago())
                : Messages.Pause_withReasonOfRepositories(getBy(), ago(), clause());
    }

    /**
     * The same where it may have been several people.
     *
     * @param pauses at least one, see {@link #oneOfEach}
     */
    public static String sentenceOfRepositories(List<Pause> pauses) {
        if (pauses.size() == 1) {
            return pauses.get(0).sentenceOfRepositories();
        }
        return Messages.Pause_severalOfRepositories(InWords.list(pauses.stream().map(Pause::who)));
    }

    private String who() {
        if (!isKnown()) {
            return Messages.Pause_unknownWho();
        }
        return getReason().isEmpty()
                ? Messages.Pause_who(getBy(), ago())
                : Messages.Pause_whoWithReason(getBy(), ago(), clause());
    }

    /** The first of each person and reason, in their order. */
    public static List<Pause> oneOfEach(List<Pause> pauses) {
        Map<String, Pause> each = new LinkedHashMap<>();
        pauses.forEach(pause -> each.putIfAbsent(pause.toString(), pause));
        return List.copyOf(each.values());
    }

    /** Such as {@code paused by Ann Smith 2 h ago}, without the reason; of one that is known. */
    String words() {
        return Messages.Pause_words(getBy(), ago());
    }

    /** Whether it is known who it was, and when; files of earlier versions do not tell. */
    boolean isKnown() {
        return at != 0;
    }

    private String ago() {
        return RelativeTime.of(new Date(at));
    }

    private String clause() {
        return getReason().replaceFirst("[.!?。！？]+$", "");
    }

    /** For logs. */
    @Override
    public String toString() {
        return getReason().isEmpty() ? getBy() : getBy() + ": " + getReason();
    }
}
