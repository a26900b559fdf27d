package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.HoldOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A random sequence of what people, registries, clocks and this program do to two images, beside somebody who keeps all of it in mind. */
final class UpdateSequence {

    private static final int LONGEST_STEP_MINUTES = 9 * 60;
    private static final int LONGEST_HOLD_MINUTES = 3_000;

    /** What a sequence has come across, to see that all of it is tried. */
    enum Seen {
        WRITTEN,
        CURRENT,
        HELD,
        FROZEN,
        ROLLED_BACK,
        WRITTEN_WHILE_THE_OTHER_WAITS,
        ROLLBACK,
        FORCED_PUSH,
        RELEASE
    }

    private final Random random;
    private final SteeredImages images;
    private final boolean waitsForRelease;
    private final Map<String, Freeze> freezes = new LinkedHashMap<>();
    private final Map<String, TreeSet<Integer>> registry = new LinkedHashMap<>();
    private final Map<String, RememberedImage> memory = new LinkedHashMap<>();
    private final List<Map<String, String>> past = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final Map<Seen, Integer> seen = new EnumMap<>(Seen.class);

    UpdateSequence(long seed, SteeredImages images) throws Exception {
        this.random = new Random(seed);
        this.images = images;
        waitsForRelease = random.nextInt(3) == 0;
        for (String name : SteeredImages.NAMES) {
            registry.put(name, new TreeSet<>());
            push(name, 10);
            memory.put(name, new RememberedImage("10", waitsForRelease));
            freezes.put(name, Freeze.NONE);
        }
        images.commit(remembered());
        past.add(remembered());
    }

    /** How often each thing was seen. */
    Map<Seen, Integer> seen() {
        return seen;
    }

    /** Goes through all of it. */
    void run(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            step();
        }
        end();
    }

    private void step() throws Exception {
        images.pass(Duration.ofMinutes(1 + random.nextInt(images.hasClock() ? LONGEST_STEP_MINUTES : 1)));
        String name = SteeredImages.NAMES.get(random.nextInt(SteeredImages.NAMES.size()));
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> pushAny(name);
            case 5 -> deleteTag(name);
            case 6 -> edit(Map.of(name, version(name)));
            case 7 -> edit(Map.of("api", version("api"), "web", version("web")));
            case 8 -> edit(past.get(Math.max(0, past.size() - 1 - random.nextInt(3))));
            case 9 -> forceBack();
            case 10 -> hold(name);
            case 11 -> release(name);
            case 12, 13 -> freeze(name);
            case 14 -> rollBack(name);
            default -> update();
        }
    }

    /** Once nothing holds any more, the newest is written. */
    private void end() throws Exception {
        for (String name : SteeredImages.NAMES) {
            images.pass(Duration.ofMinutes(1));
            release(name);
            freezes.put(name, Freeze.NONE);
            if (!images.canRelease()) {
                push(name, Math.max(registry.get(name).last(), 100) + 1);
            }
        }
        images.pass(Duration.ofMinutes(1));
        update();
        if (waitsForRelease && !images.canRelease()) {
            return;
        }
        for (String name : SteeredImages.NAMES) {
            assertThat(images.versions().get(name))
                    .as("the end of %s", name)
                    .isEqualTo(registry.get(name).last().toString());
        }
    }

    private void pushAny(String name) {
        int newest = registry.get(name).last();
        push(name, random.nextInt(4) == 0 ? random.nextInt(newest + 1) : newest + 1 + random.nextInt(2));
    }

    private void push(String name, int version) {
        registry.get(name).add(version);
        images.push(name, version);
        tell("push " + name + " " + version);
    }

    private void deleteTag(String name) {
        TreeSet<Integer> tags = registry.get(name);
        if (tags.size() > 1) {
            int tag = random.nextBoolean() ? tags.last() : any(name);
            tags.remove(tag);
            images.delete(name, tag);
            tell("delete " + name + " " + tag);
        }
    }

    private int any(String name) {
        List<Integer> tags = new ArrayList<>(registry.get(name));
        return tags.get(random.nextInt(tags.size()));
    }

    /** One that is there, one that no strategy chooses, or none. */
    private String version(String name) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "hotfix";
            default -> String.valueOf(any(name));
        };
    }

    private void edit(Map<String, String> changed) throws Exception {
        Map<String, String> all = remembered();
        all.putAll(changed);
        tell("edit " + changed);
        if (!all.equals(remembered())) {
            images.commit(all);
            setByPerson(all);
        }
    }

    private void forceBack() throws Exception {
        if (images.forceBack()) {
            setByPerson(images.versions());
            saw(Seen.FORCED_PUSH);
            tell("forced back to " + images.versions());
        }
    }

    private void setByPerson(Map<String, String> versions) {
        past.add(remembered());
        versions.forEach((name, version) -> memory.get(name).setByPerson(version));
    }

    private void hold(String name) {
        Instant until = until();
        String only = random.nextInt(3) == 0 ? String.valueOf(any(name)) : "";
        Hold hold = new Hold(memory.get(name).current(), "Jane", "", images.now(), until, SteeredImages.tag(only));
        images.holds().hold(SteeredImages.guarded(name), hold);
        memory.get(name).held(only, until);
        tell("hold " + name + " only '" + only + "' until " + until);
    }

    private @Nullable Instant until() {
        return random.nextBoolean() || !images.hasClock()
                ? null
                : images.now().plus(Duration.ofMinutes(1 + random.nextInt(LONGEST_HOLD_MINUTES)));
    }

    private void release(String name) {
        if (!images.canRelease()) {
            images.holds().drop(SteeredImages.guarded(name));
            memory.get(name).dropped();
            tell("drop the hold of " + name);
            return;
        }
        images.holds().release(SteeredImages.guarded(name));
        memory.get(name).released();
        saw(Seen.RELEASE);
        tell("release " + name);
    }

    private void freeze(String name) {
        Freeze[] all = images.hasClock() ? Freeze.values() : new Freeze[] {Freeze.NONE, Freeze.ALWAYS};
        freezes.put(name, all[random.nextInt(all.length)]);
        tell("freeze " + name + " " + freezes.get(name));
    }

    /** Somebody asks this program to go back, or it undoes an update by itself. */
    private void rollBack(String name) throws Exception {
        String version = String.valueOf(any(name));
        boolean isHeld = random.nextBoolean();
        String only = isHeld && random.nextBoolean() ? String.valueOf(any(name)) : "";
        Instant until = until();
        tell("roll back " + name + " to " + version + (isHeld ? ", hold only '" + only + "' until " + until : ""));
        ImageTag tag = ImageTag.ofName(SteeredImages.tag(version));
        Source to = new Source.Versions(List.of(new Version("", "", "", name, tag, SteeredImages.tag(only))), true);
        HoldOrder hold = isHeld ? new HoldOrder(until) : null;
        images.rollBack(new Rollback(to, version, "Jane", "", hold, Set.of()), watch());
        if (isHeld) {
            memory.get(name).held(only, until);
        }
        past.add(remembered());
        memory.get(name).setByPerson(version);
        saw(Seen.ROLLBACK);
        assertThat(images.versions()).as("the branch after a rollback").isEqualTo(remembered());
    }

    /** What may be written is, and of the rest it is told what it waits for. */
    private void update() throws Exception {
        Map<String, String> before = remembered();
        Map<String, Cause> waiting = images.update(watch());
        boolean written = false;
        boolean waits = false;
        for (String name : SteeredImages.NAMES) {
            RememberedImage image = memory.get(name);
            int candidate = registry.get(name).last();
            Set<Cause> against =
                    image.against(candidate, images.now(), freezes.get(name).isActive(images.now()));
            if (image.current().equals(String.valueOf(candidate))) {
                saw(Seen.CURRENT);
            } else if (against.isEmpty()) {
                image.updated(String.valueOf(candidate));
                saw(Seen.WRITTEN);
                written = true;
            } else {
                assertThat(against).as("what %s waits for", name).contains(waiting.get(name));
                saw(
                        switch (waiting.get(name)) {
                            case HELD -> Seen.HELD;
                            case WINDOW -> Seen.FROZEN;
                            default -> Seen.ROLLED_BACK;
                        });
                waits = true;
            }
        }
        assertThat(images.versions()).as("the branch after an update").isEqualTo(remembered());
        if (written) {
            past.add(before);
        }
        if (written && waits) {
            saw(Seen.WRITTEN_WHILE_THE_OTHER_WAITS);
        }
        tell("update to " + remembered());
    }

    private SteeredImages.Watch watch() {
        return new SteeredImages.Watch(waitsForRelease, new LinkedHashMap<>(freezes));
    }

    private Map<String, String> remembered() {
        Map<String, String> versions = new LinkedHashMap<>();
        memory.forEach((name, image) -> versions.put(name, image.current()));
        return versions;
    }

    private void saw(Seen what) {
        seen.merge(what, 1, Integer::sum);
    }

    private void tell(String what) {
        story.add(images.now() + " " + what);
    }

    @Override
    public String toString() {
        return (waitsForRelease ? "after a rollback a release is awaited\n" : "") + String.join("\n", story) + "\n"
                + memory;
    }
}
