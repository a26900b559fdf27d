package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.UtcTime;
import java.time.Instant;

/**
 * A change of what a branch carries.
 *
 * @param kind who made it
 * @param author the name; empty if it is not known
 * @param commit its id; empty if there is none
 * @param at when it was made, as far as its author tells the truth
 */
public record Move(Kind kind, String author, String commit, Instant at) {

    private static final int LONGEST_NAME = 60;
    private static final int SHORT_ID = 7;

    /** Who changes what a branch carries. */
    public enum Kind {
        /** Somebody, or this program when somebody asked it to go back. */
        PERSON,
        /** This program. */
        UPDATE,
        /** Somebody who set the branch to a commit that is not built upon what it carried. */
        FORCED_PUSH
    }

    public Move {
        author = CleanText.line(author, LONGEST_NAME).strip();
    }

    /** Such as {@code by Jane Doe in 3fa9c01 at 2026-11-30 00:10 UTC}. */
    String describe() {
        String id = commit.substring(0, Math.min(SHORT_ID, commit.length()));
        StringBuilder text = new StringBuilder();
        if (kind == Kind.FORCED_PUSH) {
            text.append(" by a forced push").append(id.isEmpty() ? "" : " of " + id);
        } else {
            text.append(author.isEmpty() ? "" : " by " + author).append(id.isEmpty() ? "" : " in " + id);
        }
        return text.append(" at ").append(UtcTime.minute(at)).toString();
    }
}
