package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.VersionOrder.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which versions people moved an image away from. A branch leaves a version when it carries another one, or none, afterwards; that is a
 * rollback unless the other one is newer. Of each version only the last time counts: who undoes a rollback restores the version.
 */
public final class Rollbacks {

    private final List<Carried> states;
    private final VersionOrder order;
    private final Map<String, KnownVersion> known = new HashMap<>();

    /** The last departure from each version that was rolled back, the latest first. */
    private final Map<String, Departure> rollbacks = new LinkedHashMap<>();

    /** The last departure of all, if that was a rollback; else null. */
    private @Nullable Departure latest;

    /**
     * How a branch left a version.
     *
     * @param to how many states back is what came instead
     */
    private record Departure(Carried from, int to, Move move) {}

    /**
     * @param history what the branch carried, newest first; the first is what it carries now
     * @param releasedAt when a person last released the image: what was rolled back until then is forgotten. Null for never
     */
    public Rollbacks(List<Carried> history, VersionOrder order, @Nullable Instant releasedAt) {
        this.states = List.copyOf(history);
        this.order = order;
        for (int i = 0; i < states.size(); i++) {
            Carried state = states.get(i);
            if (!state.isAbsent()) {
                known.put(
                        state.version(),
                        new KnownVersion(state.version(), i, state.move().at()));
            }
        }
        findRollbacks(releasedAt);
    }

    private void findRollbacks(@Nullable Instant releasedAt) {
        List<String> left = new ArrayList<>();
        for (int to = 0; to + 1 < states.size(); to++) {
            Carried from = states.get(to + 1);
            Carried next = states.get(to);
            if (from.isAbsent() || from.version().equals(next.version())) {
                continue;
            }
            boolean last = left.isEmpty() && !isAppearance(to);
            if (left.contains(from.version())) {
                continue;
            }
            left.add(from.version());
            boolean released = releasedAt != null && !next.move().at().isAfter(releasedAt);
            boolean present = from.version().equals(states.get(0).version());
            if (!released && !present && isRollback(from, next)) {
                Departure departure = new Departure(from, to, next.move());
                rollbacks.put(from.version(), departure);
                latest = last ? departure : latest;
            }
        }
    }

    /** Whether the image was named anew since, which is a change of its own. */
    private boolean isAppearance(int to) {
        for (int i = 0; i < to; i++) {
            if (!states.get(i).version().equals(states.get(i + 1).version())) {
                return true;
            }
        }
        return false;
    }

    /** An update chose the best there was, also where a better one was deleted since, or pushed again. */
    private boolean isRollback(Carried from, Carried next) {
        if (next.move().kind() == Move.Kind.UPDATE) {
            return false;
        }
        if (next.isAbsent()) {
            return true;
        }
        return order.compare(known(next.version()), known(from.version())) != Answer.NEWER;
    }

    private KnownVersion known(String version) {
        return known.getOrDefault(version, new KnownVersion(version, KnownVersion.NEVER, null));
    }

    /**
     * Why a version is not written.
     *
     * @param candidate what tells it from other versions
     * @param mode what is written after a rollback
     * @return empty if it may be written
     */
    public Optional<Wait> wait(String candidate, AfterRollback mode) {
        if (mode == AfterRollback.IGNORE
                || states.isEmpty()
                || states.get(0).version().equals(candidate)) {
            return Optional.empty();
        }
        if (mode == AfterRollback.HOLD && latest != null) {
            return Optional.of(wait(latest, "held until somebody releases it"));
        }
        Departure own = rollbacks.get(candidate);
        Optional<Departure> block =
                own != null && !order.isMadeAfter(candidate, own.move().at())
                        ? Optional.of(own)
                        : rollbacks.values().stream()
                                .filter(departure -> !departure.from().version().equals(candidate))
                                .filter(departure -> !isRestored(departure))
                                .filter(departure -> isBelow(anew(candidate), departure))
                                .findFirst();
        return block.map(departure -> wait(departure, "waiting for a newer one"));
    }

    /** Of what is not known to be newer, people know better; what has no order at all is left to them. */
    private boolean isBelow(KnownVersion version, Departure departure) {
        Answer answer = order.compare(version, known(departure.from().version()));
        return answer == Answer.NOT_NEWER || answer == Answer.UNDATED;
    }

    /** A tag that was pushed again is one that the branch never had. */
    private KnownVersion anew(String candidate) {
        KnownVersion version = known(candidate);
        return version.written() != null && order.isMadeAfter(candidate, version.written())
                ? new KnownVersion(candidate, KnownVersion.NEVER, null)
                : version;
    }

    /** Whether the branch carried something newer after it: people went on from there. */
    private boolean isRestored(Departure departure) {
        return states.subList(0, departure.to() + 1).stream()
                .filter(state -> !state.isAbsent())
                .anyMatch(state -> order.compare(
                                known(state.version()), known(departure.from().version()))
                        == Answer.NEWER);
    }

    private static Wait wait(Departure departure, String then) {
        return new Wait(
                Wait.Cause.ROLLED_BACK,
                shown(departure.from().version()) + " was rolled back"
                        + departure.move().describe() + "; " + then);
    }

    private static String shown(String version) {
        int digest = version.indexOf("sha256:");
        return digest < 0 ? version : version.substring(0, Math.min(version.length(), digest + 19));
    }
}
