package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** Random sequences of what people and registries do. */
public class RollbacksPropertyTest {

    private static final int SEQUENCES = 10_000;
    private static final int STEPS = 40;

    @Test
    public void nothingThatWasAbandonedIsWrittenAndTheBranchEndsWithTheNewestThatIsAllowed() {
        int waits = 0;
        int writes = 0;
        for (long seed = 0; seed < SEQUENCES; seed++) {
            Sequence sequence = new Sequence(seed);
            sequence.run();
            waits += sequence.waits;
            writes += sequence.writes;
        }
        assertThat(waits).as("updates that waited").isGreaterThan(SEQUENCES);
        assertThat(writes).as("updates that were written").isGreaterThan(SEQUENCES);
    }

    /** A branch, a registry, and what somebody keeps in mind who saw all of it. */
    private static final class Sequence {

        private final long seed;
        private final Random random;
        private final AfterRollback mode;
        private final TreeSet<Integer> registry = new TreeSet<>(Set.of(10));
        private final List<Carried> branch = new ArrayList<>();
        /** What was left for something that is not newer, the last time that it was left. */
        private final Set<Integer> abandoned = new HashSet<>();
        /** Those of them that nothing newer followed. */
        private final Set<Integer> marks = new HashSet<>();

        private final List<String> story = new ArrayList<>();
        private @Nullable Instant released;
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");
        private boolean lastWasRollback;
        private int waits;
        private int writes;

        Sequence(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.mode = random.nextInt(3) == 0 ? AfterRollback.HOLD : AfterRollback.NEWER;
            move("10", Move.Kind.PERSON);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                now = now.plusSeconds(60);
                step();
            }
            now = now.plusSeconds(60);
            release();
            registry.add(registry.last() + 1);
            now = now.plusSeconds(60);
            update();
            assertThat(branch.get(0).version())
                    .as("%s", this)
                    .isEqualTo(registry.last().toString());
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1 -> push();
                case 2 -> edit();
                case 3 -> revert();
                case 4 -> deleteTag();
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        release();
                    }
                }
                default -> update();
            }
        }

        private void push() {
            int tag = random.nextInt(4) == 0
                    ? random.nextInt(registry.last() + 1)
                    : registry.last() + 1 + random.nextInt(2);
            registry.add(tag);
            story.add("push " + tag);
        }

        private void deleteTag() {
            if (registry.size() > 1 && random.nextBoolean()) {
                int tag = random.nextBoolean() ? registry.last() : any();
                registry.remove(tag);
                story.add("delete " + tag);
            }
        }

        private int any() {
            return new ArrayList<>(registry).get(random.nextInt(registry.size()));
        }

        private void edit() {
            String version = switch (random.nextInt(6)) {
                case 0 -> "";
                case 1 -> "hotfix";
                default -> String.valueOf(any());
            };
            move(version, Move.Kind.PERSON);
        }

        private void revert() {
            int back = random.nextInt(3);
            move(branch.get(Math.min(back + 1, branch.size() - 1)).version(), Move.Kind.PERSON);
        }

        private void release() {
            released = now;
            abandoned.clear();
            marks.clear();
            lastWasRollback = false;
            story.add("release");
        }

        private void update() {
            int candidate = registry.last();
            boolean current = branch.get(0).version().equals(String.valueOf(candidate));
            boolean held = mode == AfterRollback.HOLD && lastWasRollback;
            boolean below = marks.stream().anyMatch(mark -> candidate <= mark);
            boolean allowed = current || !held && !abandoned.contains(candidate) && !below;
            boolean waits = new Rollbacks(branch, RollbacksTest.NUMBERS, released)
                    .wait(String.valueOf(candidate), mode, now)
                    .isPresent();
            assertThat(waits).as("%s: %s", candidate, this).isEqualTo(!allowed);
            this.waits += waits ? 1 : 0;
            if (!waits && !current) {
                writes++;
                move(String.valueOf(candidate), Move.Kind.UPDATE);
            }
        }

        private void move(String version, Move.Kind kind) {
            String before = branch.isEmpty() ? "" : branch.get(0).version();
            if (!branch.isEmpty() && before.equals(version)) {
                return;
            }
            story.add((kind == Move.Kind.UPDATE ? "update " : "edit ") + version);
            branch.add(0, new Carried(version, new Move(kind, "", String.valueOf(branch.size()), now)));
            int number = number(version);
            int left = number(before);
            boolean byPerson = kind == Move.Kind.PERSON;
            lastWasRollback = !before.isEmpty() && byPerson && (left < 0 || number <= left);
            if (left >= 0) {
                abandoned.remove(left);
                marks.remove(left);
                if (number <= left && byPerson) {
                    abandoned.add(left);
                    marks.add(left);
                }
            }
            abandoned.remove(number);
            marks.removeIf(mark -> mark <= number);
        }

        private static int number(String version) {
            return version.matches("[0-9]+") ? Integer.parseInt(version) : -1;
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + mode + ": " + story;
        }
    }
}
