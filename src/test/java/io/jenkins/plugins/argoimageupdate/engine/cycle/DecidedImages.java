package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.rollback.RollbackCheck;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Carried;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Move;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Registries, holds and a branch in memory, and all that a run decides: what it would write is on the branch at once. */
final class DecidedImages implements SteeredImages {

    private static final Map<Watch, WatchTarget> TARGETS = new HashMap<>();

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Holds holds = new FixedHolds(() -> now);
    private final FixedConnections connections =
            FixedConnections.anonymous(URI.create("http://127.0.0.1:1"), null).with(holds);
    private final Map<String, TreeSet<Integer>> registry = new HashMap<>();
    /** Newest first. */
    private final List<State> branch = new ArrayList<>();

    private record State(Map<String, String> versions, Move move) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Holds holds() {
        return holds;
    }

    @Override
    public boolean hasClock() {
        return true;
    }

    @Override
    public boolean canRelease() {
        return true;
    }

    @Override
    public void push(String name, int version) {
        registry.computeIfAbsent(name, missing -> new TreeSet<>()).add(version);
    }

    @Override
    public void delete(String name, int version) {
        registry.get(name).remove(version);
    }

    @Override
    public Map<String, String> versions() {
        return branch.get(0).versions();
    }

    @Override
    public void commit(Map<String, String> versions) {
        carry(versions, Move.Kind.PERSON);
    }

    private void carry(Map<String, String> versions, Move.Kind kind) {
        if (branch.isEmpty() || !versions.equals(versions())) {
            branch.add(0, new State(Map.copyOf(versions), new Move(kind, "", String.valueOf(branch.size()), now)));
        }
    }

    @Override
    public boolean forceBack() {
        carry(branch.get(Math.min(1, branch.size() - 1)).versions(), Move.Kind.FORCED_PUSH);
        return true;
    }

    @Override
    public void rollBack(Rollback rollback, Watch watch) throws InterruptedException {
        WatchTarget target = target(watch);
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        List<Rollback.Version> versions = ((Rollback.Source.Versions) rollback.to()).versions();
        target.spec().images().forEach(image -> outcomes.put(image, new ImageOutcome.Kept()));
        target.spec()
                .images()
                .forEach(image -> versions.stream()
                        .filter(version -> version.isOf(target, image, connections))
                        .forEach(version -> outcomes.put(image, new ImageOutcome.Fixed(version.tag()))));
        PlannedApplication planned = PlannedApplication.ofRollback(target, new Selections(outcomes, Map.of()));
        if (rollback.hold() != null) {
            new RollbackHolds(connections, event -> {}).hold(List.of(planned), rollback);
        }
        write(planned.plan().changes(), Move.Kind.PERSON);
    }

    @Override
    public Map<String, Cause> update(Watch watch) throws InterruptedException {
        WatchTarget target = target(watch);
        PlannedApplication seen = PlannedApplication.of(
                target, new Selections(outcomes(target), Map.of()), new HeldImages(connections, () -> now));
        PlannedApplication planned = seen.with(seen.guards().at(now));
        ApplicationPlan left = new RollbackCheck(planned.selections().outcomes(), planned::releasedAt)
                .apply(planned.guards().withoutHeld(target, planned.plan()), histories(target));
        write(left.changes(), Move.Kind.UPDATE);
        Map<String, Cause> waiting = new HashMap<>();
        left.waiting()
                .forEach(image -> waiting.put(
                        image.change().watched().image().label(), image.reason().cause()));
        return waiting;
    }

    private Map<WatchedImage, ImageOutcome> outcomes(WatchTarget target) throws InterruptedException {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        for (WatchedImage image : target.spec().images()) {
            List<RegistryTag> tags = registry.get(image.image().label()).stream()
                    .map(version -> RegistryTag.named(SteeredImages.tag(version.toString())))
                    .toList();
            outcomes.put(
                    image,
                    new ImageOutcome.Selected(TagSelector.of(image.rule()).choose(tags)));
        }
        return outcomes;
    }

    private Map<WatchedImage, List<List<Carried>>> histories(WatchTarget target) {
        Map<WatchedImage, List<List<Carried>>> histories = new LinkedHashMap<>();
        for (WatchedImage image : target.spec().images()) {
            List<Carried> carried = branch.stream()
                    .map(state -> new Carried(identity(image, state), state.move()))
                    .toList();
            histories.put(image, List.of(carried));
        }
        return histories;
    }

    private static String identity(WatchedImage image, State state) {
        String version = state.versions().get(image.image().label());
        return version.isEmpty() ? "" : image.identity(ImageTag.ofName(SteeredImages.tag(version)));
    }

    private void write(List<ImageChange> changes, Move.Kind kind) {
        Map<String, String> versions = new HashMap<>(versions());
        changes.forEach(change -> versions.put(
                change.watched().image().label(),
                SteeredImages.version(change.newTag().name())));
        carry(versions, kind);
    }

    /** As the branch says what is live. */
    private WatchTarget target(Watch watch) throws InterruptedException {
        WatchTarget target = TARGETS.get(watch);
        if (target == null) {
            target = new Discoverer(connections)
                    .discover(WatchFile.parse("watch.yaml", watch.file("https://git.example.com/a.git")))
                    .targets()
                    .get(0);
            TARGETS.put(watch, target);
        }
        List<String> live = new ArrayList<>();
        versions().forEach((name, version) -> {
            if (!version.isEmpty()) {
                live.add(name + "=x/" + name + ":" + SteeredImages.tag(version));
            }
        });
        return target.with(target.spec().running(live));
    }
}
