package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldEnd;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What to go back to, and whether to hold it there, as somebody asks for it. Immutable; a build keeps it. What it says is only read when it
 * is carried out, and by {@link #check}.
 */
public final class RollbackArguments implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Characters of what is gone back to, for people. */
    private static final int LONGEST_WORDS = 1_000;

    private final String to;
    private final String application;
    private final String by;
    private final String reason;
    private final boolean hold;
    private final String until;
    private final int undoes;

    /**
     * @param to the number of a build, the ID of a commit or at least seven characters of it, versions such as {@code frontend: main-41,
     *     backend: main-40}, or {@code live} for what runs
     * @param by the visible name of who asks for it
     * @param reason empty for none
     * @param until when the hold ends, see {@link HoldEnd}; empty for when somebody ends it
     */
    public RollbackArguments(String to, String by, String reason, boolean hold, String until) {
        this(to, "", by, reason, hold, until, 0);
    }

    private RollbackArguments(
            String to, String application, String by, String reason, boolean hold, String until, int undoes) {
        this.to = Argument.text(to);
        this.application = CleanText.line(Argument.text(application));
        this.by = CleanText.line(Argument.text(by), 100);
        this.reason = CleanText.line(Argument.text(reason), 200);
        this.hold = hold;
        this.until = Argument.text(until);
        this.undoes = undoes;
    }

    /**
     * That an update of the same build is undone, as its rollout failed.
     *
     * @param update its number
     */
    public static RollbackArguments undoing(int update, String by, String reason) {
        return new RollbackArguments("", "", by, reason, true, "", update);
    }

    /** The same of a single Application. @param name empty for all */
    public RollbackArguments of(String name) {
        return new RollbackArguments(to, name, by, reason, hold, until, undoes);
    }

    public String getTo() {
        return to;
    }

    /** The only Application that is meant; empty for all that the build updates. */
    public String getApplication() {
        return application;
    }

    public String getBy() {
        return by;
    }

    public String getReason() {
        return reason;
    }

    public boolean isHold() {
        return hold;
    }

    /** The number of the update of the same build that is undone; 0 for none. */
    public int getUndoes() {
        return undoes;
    }

    /** Whether what runs is written to Git, where somebody changed it by hand. */
    public boolean isLive() {
        return to.equals(Rollback.LIVE);
    }

    /** The number of a build; empty if something else is meant. */
    public Optional<Integer> toBuild() {
        String number = to.startsWith("#") ? to.substring(1) : to;
        return number.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    /** The ID of a commit, or at least seven characters of it that are not digits alone; empty if something else is meant. */
    public Optional<String> toCommit() {
        return toBuild().isEmpty() && to.matches("[0-9a-fA-F]{7,40}")
                ? Optional.of(to.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** Versions by the aliases or names of images; empty if something else is meant. */
    public Map<String, ImageTag> toVersions() {
        Map<String, ImageTag> versions = new LinkedHashMap<>();
        if (!to.contains(":") && !to.contains("=")) {
            return versions;
        }
        for (String part : to.split("[,\\n]")) {
            if (part.isBlank()) {
                continue;
            }
            String[] both = part.strip().split(part.contains("=") ? "\\s*=\\s*" : ":\\s+|:(?=[^/]*$)", 2);
            if (both.length < 2 || both[0].isBlank() || both[1].isBlank()) {
                throw unusable("'" + part.strip() + "' is no image with a version");
            }
            String image = both[0].strip();
            if (versions.put(image, tag(both[1].strip())) != null) {
                throw unusable("'" + image + "' is in it twice");
            }
        }
        return versions;
    }

    private static ImageTag tag(String text) {
        ImageTag tag = text.startsWith("sha256:")
                ? new ImageTag("", text)
                : ImageReference.parse("image:" + text).tag();
        if (tag == null || !tag.isPossible()) {
            throw unusable("'" + text + "' can be no tag");
        }
        return tag;
    }

    /**
     * Whether it says something.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException naming the argument that does not
     */
    public void check() {
        if (undoes == 0
                && !isLive()
                && toBuild().isEmpty()
                && toCommit().isEmpty()
                && toVersions().isEmpty()) {
            throw unusable(to.isEmpty() ? "it is empty" : "'" + to + "' is none of these");
        }
        if (!hold && !until.isEmpty()) {
            throw Argument.unusable("until", "nothing is held", "Leave it out, or hold");
        }
        getUntil();
    }

    /** Whether both ask for the same, whoever does. */
    public boolean asksForSame(RollbackArguments other) {
        return to.equals(other.to)
                && application.equals(other.application)
                && reason.equals(other.reason)
                && hold == other.hold
                && until.equals(other.until);
    }

    /** When the hold ends; null for when somebody ends it. */
    @CheckForNull
    public Instant getUntil() {
        return hold ? HoldEnd.parse(until, Instant.now(), ZoneId.systemDefault()) : null;
    }

    private static RuntimeException unusable(String answer) {
        return Argument.unusable(
                "to",
                answer,
                "Give the number of a build, a commit (at least 7 characters), versions: frontend: main-41, backend: main-40, or "
                        + Rollback.LIVE + " for what somebody changed in the cluster by hand");
    }

    /** Such as {@code build #41}. */
    public String describe() {
        return toBuild()
                .map(number -> "build #" + number)
                .or(() -> toCommit().map(commit -> "commit " + commit.substring(0, 7)))
                .orElse(undoes == 0 ? CleanText.line(to, LONGEST_WORDS) : "what was before");
    }

    /** What a damaged record leaves out is empty. */
    private Object readResolve() {
        return new RollbackArguments(to, application, by, reason, hold, until, undoes);
    }
}
