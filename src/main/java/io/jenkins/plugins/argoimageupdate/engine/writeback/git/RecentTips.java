package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Repository;

/** Where branches were when somebody asked for them, for whoever only reads and can do with that. Thread-safe. */
final class RecentTips {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<Key, Asked> tips = new ConcurrentHashMap<>();

    private record Key(Path repository, String base, String push) {}

    private record Asked(Instant at, BranchTips.Tip tip) {}

    /** What was asked for at the given time or later and is still in the local store. */
    Optional<BranchTips.Tip> find(Repository local, BranchChange change, Instant notBefore) throws IOException {
        Asked asked = tips.get(key(local, change));
        boolean usable = asked != null
                && !asked.at().isBefore(notBefore)
                && local.getObjectDatabase().has(asked.tip().tip());
        return usable ? Optional.of(asked.tip()) : Optional.empty();
    }

    /** @param at when it was asked for */
    void note(Repository local, BranchChange change, Instant at, BranchTips.Tip tip) {
        Instant oldest = at.minus(KEPT);
        tips.values().removeIf(asked -> asked.at().isBefore(oldest));
        tips.put(key(local, change), new Asked(at, tip));
    }

    /** Something was pushed. */
    void forget(Repository local) {
        Path repository = local.getDirectory().toPath();
        tips.keySet().removeIf(key -> key.repository().equals(repository));
    }

    private static Key key(Repository local, BranchChange change) {
        return new Key(local.getDirectory().toPath(), change.base(), change.push());
    }
}
