package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/**
 * Which commits come before the one written, kept with a build so that a wait that is taken up again knows what the first one knew.
 *
 * @param earlier full ids: the parent, and what Argo CD had seen before the branch was read; empty when not known
 * @param known what Argo CD had seen when it was told of the commit; empty before that
 */
public record CommitOrder(List<String> earlier, List<String> known) {

    /** Of which nothing is known. */
    public static final CommitOrder NONE = new CommitOrder(List.of(), List.of());

    public CommitOrder {
        earlier = earlier == null ? List.of() : CleanText.lines(earlier);
        known = known == null ? List.of() : CleanText.lines(known);
    }
}
