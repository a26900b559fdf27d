package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A registry and a real repository; runs begin now, so that holds and windows cannot depend on the time. */
final class ImagesInRepository implements SteeredImages {

    private static final String FILE = "app/.argocd-source-web.yaml";

    private final RollbackWorld world;
    private boolean isOurs;
    private boolean isForced;

    ImagesInRepository(RollbackWorld world) {
        this.world = world;
        world.at("main", FILE);
    }

    @Override
    public Instant now() {
        return world.now();
    }

    @Override
    public void pass(Duration time) {
        world.pass(time);
    }

    @Override
    public Holds holds() {
        return world.holds();
    }

    @Override
    public boolean hasClock() {
        return false;
    }

    /** A forced push counts from when we see it, by the clock of this computer, which is later than all else here. */
    @Override
    public boolean canRelease() {
        return !isForced;
    }

    @Override
    public void push(String name, int version) {
        world.buildAs("x/" + name, SteeredImages.tag(String.valueOf(version)));
    }

    @Override
    public void delete(String name, int version) {
        world.registry().content().untag("x/" + name, SteeredImages.tag(String.valueOf(version)));
    }

    /** Read as simply as it is written. */
    @Override
    public Map<String, String> versions() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        NAMES.forEach(name -> versions.put(name, ""));
        String name = "";
        for (String line : world.written().split("\n", -1)) {
            if (line.contains("name: ")) {
                name = line.replaceFirst(".*name: ", "");
            } else if (line.contains("value: ")) {
                versions.put(name, SteeredImages.version(line.replaceFirst(".*value: x/[a-z]+:", "")));
            }
        }
        return versions;
    }

    @Override
    public void commit(Map<String, String> versions) throws IOException {
        StringBuilder text = new StringBuilder("helm:\n  parameters:");
        List<String> named =
                NAMES.stream().filter(name -> !versions.get(name).isEmpty()).toList();
        text.append(named.isEmpty() ? " []\n" : "\n");
        for (String name : named) {
            String image = "x/" + name + ":" + SteeredImages.tag(versions.get(name));
            text.append("    - name: " + name + "\n      value: " + image + "\n      forcestring: true\n");
        }
        world.commit(FILE, text.toString());
        world.push();
        isOurs = false;
    }

    /** What we have not seen is not known of later. */
    @Override
    public boolean forceBack() {
        if (!isOurs) {
            return false;
        }
        world.git("reset", "--quiet", "--hard", "HEAD~1");
        world.git("push", "--quiet", "--force", "origin", "main");
        isForced = true;
        isOurs = false;
        return true;
    }

    @Override
    public void rollBack(Rollback rollback, Watch watch) throws Exception {
        world.watch(watch.file("%s"));
        assertThat(world.rollBack(rollback).allFailures()).isEmpty();
        isOurs = false;
    }

    @Override
    public Map<String, Cause> update(Watch watch) throws Exception {
        String before = world.written();
        world.watch(watch.file("%s"));
        CycleReport report = world.update();
        assertThat(report.allFailures()).isEmpty();
        isOurs = !world.written().equals(before);
        Map<String, Cause> waiting = new HashMap<>();
        for (ImageReport image : report.applications().get(0).images()) {
            if (image.outcome() == ImageReport.Outcome.WAITING) {
                waiting.put(image.name(), image.waiting().reason().cause());
            }
        }
        return waiting;
    }
}
