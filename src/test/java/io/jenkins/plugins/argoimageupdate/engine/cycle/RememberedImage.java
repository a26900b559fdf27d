package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody keeps in mind of an image who sees all that happens to it, and never looks at a history. Versions are numbers that grow;
 * what is no number is no version that would be chosen, and empty text is an image that the branch does not name.
 */
final class RememberedImage {

    private static final int NONE = -1;

    private final boolean waitsForRelease;
    private String current;
    /** What was left for something that is not newer, the last time that it was left. */
    private final Set<Integer> abandoned = new HashSet<>();
    /** Those of them that nothing newer followed. */
    private final TreeSet<Integer> marks = new TreeSet<>();

    private boolean lastWasRollback;
    private boolean isHeld;
    private String heldOnly = "";
    private @Nullable Instant heldUntil;

    /** @param waitsForRelease whether nothing is written after a rollback until somebody releases the image */
    RememberedImage(String current, boolean waitsForRelease) {
        this.current = current;
        this.waitsForRelease = waitsForRelease;
    }

    String current() {
        return current;
    }

    /** A person, or this program for one, sets a version. */
    void setByPerson(String version) {
        moved(version, true);
    }

    void updated(String version) {
        moved(version, false);
    }

    /**
     * Somebody holds it.
     *
     * @param only what is kept out; empty for everything
     * @param until null for no end
     */
    void held(String only, @Nullable Instant until) {
        isHeld = true;
        heldOnly = only;
        heldUntil = until;
    }

    /** There is no hold any more, as if there never had been one. */
    void dropped() {
        isHeld = false;
    }

    void released() {
        isHeld = false;
        abandoned.clear();
        marks.clear();
        lastWasRollback = false;
    }

    /** All that keeps a version from being written; nothing keeps out what is there. */
    Set<Cause> against(int candidate, Instant now, boolean frozen) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        if (current.equals(String.valueOf(candidate))) {
            return causes;
        }
        if (frozen) {
            causes.add(Cause.WINDOW);
        }
        boolean holds = isHeld && (heldUntil == null || now.isBefore(heldUntil));
        if (holds && (heldOnly.isEmpty() || heldOnly.equals(String.valueOf(candidate)))) {
            causes.add(Cause.HELD);
        }
        boolean isBelow = !marks.tailSet(candidate).isEmpty();
        if (abandoned.contains(candidate) || isBelow || waitsForRelease && lastWasRollback) {
            causes.add(Cause.ROLLED_BACK);
        }
        return causes;
    }

    private void moved(String version, boolean byPerson) {
        if (version.equals(current)) {
            return;
        }
        int to = number(version);
        int from = number(current);
        lastWasRollback = !current.isEmpty() && byPerson && (from == NONE || to <= from);
        if (from != NONE) {
            abandoned.remove(from);
            marks.remove(from);
            if (to <= from && byPerson) {
                abandoned.add(from);
                marks.add(from);
            }
        }
        abandoned.remove(to);
        marks.headSet(to, true).clear();
        current = version;
    }

    private static int number(String version) {
        return version.matches("[0-9]+") ? Integer.parseInt(version) : NONE;
    }

    @Override
    public String toString() {
        return current + (abandoned.isEmpty() ? "" : ", abandoned " + abandoned) + (isHeld ? ", held" : "");
    }
}
