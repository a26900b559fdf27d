package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Random sequences of pushes, updates, edits, reverts and forced pushes on a real repository, beside somebody who remembers all of it. */
@RunWith(Parameterized.class)
public class RollbackSequencesTest {

    private static final int STEPS = 14;
    private static final Pattern TAG = Pattern.compile("tag: 1\\.(\\d+)\\.0");

    @Rule
    public final RollbackWorld world = new RollbackWorld();

    private final Random random;
    private final List<Integer> built = new ArrayList<>(List.of(1));
    /** What was left for something that is not newer, and was not there again since. */
    private final TreeSet<Integer> abandoned = new TreeSet<>();
    /** Those of them that nothing newer followed. */
    private final TreeSet<Integer> marks = new TreeSet<>();

    private final List<String> story = new ArrayList<>();
    private boolean written;

    public RollbackSequencesTest(long seed) {
        random = new Random(seed);
    }

    @Parameters(name = "seed {0}")
    public static List<Object[]> seeds() {
        return List.of(new Object[] {1L}, new Object[] {2L}, new Object[] {3L}, new Object[] {4L});
    }

    @Test
    public void nothingThatWasAbandonedIsWrittenAndTheBranchEndsWithTheNewest() throws Exception {
        world.start();
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        build();
        update();
        assertThat(tag()).as("%s", story).isEqualTo(newest());
    }

    private void step() throws Exception {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                build();
                update();
            }
            case 3 -> {
                int any = built.get(random.nextInt(built.size()));
                if (any != tag()) {
                    int before = tag();
                    world.edit("tag: 1." + before + ".0", "tag: 1." + any + ".0");
                    moved(before, "edit");
                }
            }
            case 4 -> {
                if (story.stream().anyMatch(move -> move.startsWith("update"))) {
                    int before = tag();
                    world.revert("HEAD");
                    moved(before, "revert");
                }
            }
            case 5 -> {
                if (written) {
                    int before = tag();
                    world.git("reset", "--quiet", "--hard", "HEAD~1");
                    world.git("push", "--quiet", "--force", "origin", "main");
                    moved(before, "force");
                }
            }
            default -> update();
        }
    }

    private void build() {
        built.add(newest() + 1);
        world.build("1." + newest() + ".0");
    }

    private int newest() {
        return built.get(built.size() - 1);
    }

    private void update() throws Exception {
        int before = tag();
        int candidate = newest();
        boolean allowed =
                !abandoned.contains(candidate) && marks.tailSet(candidate).isEmpty();
        world.update();
        assertThat(tag()).as("%s, then %s", story, candidate).isEqualTo(allowed ? candidate : before);
        moved(before, "update");
        written = tag() != before;
    }

    private void moved(int before, String how) throws Exception {
        int after = tag();
        written = false;
        if (after == before) {
            return;
        }
        story.add(how + " " + before + " → " + after);
        abandoned.remove(before);
        marks.remove(before);
        if (after < before) {
            abandoned.add(before);
            marks.add(before);
        }
        abandoned.remove(after);
        marks.headSet(after, true).clear();
    }

    private int tag() throws Exception {
        Matcher matcher = TAG.matcher(world.written());
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
