package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Leaves images out of a poll whose repositories an administrator has paused, and remembers which. */
public final class PausedImages {

    private final Connections connections;
    private final Consumer<String> log;
    private final Set<String> subjects = new HashSet<>();
    private final Set<String> repositories = new HashSet<>();

    /** @param log takes a line for each image that is left out */
    public PausedImages(Connections connections, Consumer<String> log) {
        this.connections = connections;
        this.log = log;
    }

    /** The same without paused images and Applications that have no others. Images whose registry is refused stay: the poll says why. */
    public Discovery leaveOut(Discovery discovery) {
        List<WatchTarget> active = new ArrayList<>();
        for (WatchTarget target : discovery.targets()) {
            List<WatchedImage> images = target.spec().images().stream()
                    .filter(image -> !isPaused(target, image))
                    .toList();
            WatchSpec spec = new WatchSpec(
                    target.spec().application(), images, target.spec().writeBack());
            if (!images.isEmpty()) {
                active.add(target.with(spec));
            }
        }
        return discovery.with(active);
    }

    private boolean isPaused(WatchTarget target, WatchedImage watched) {
        RegistryEndpoint endpoint;
        try {
            endpoint = connections.registry(watched.image());
        } catch (UpdateException e) {
            return false; // the poll says what is wrong with it
        }
        String repository = RepositoryKeys.of(endpoint.api().getAuthority(), endpoint.repositoryOf(watched.image()));
        if (!PollPause.get().isRepositoryPaused(repository)) {
            return false;
        }
        ImageKey key = target.guarded(watched.image(), connections).key();
        log.accept(key.label() + ": not queried, an administrator has paused " + repository);
        subjects.add(key.toString());
        repositories.addAll(RepositoryKeys.of(watched.image(), endpoint));
        return true;
    }

    /** As {@link PolledImage#subject} has them. */
    public Set<String> subjects() {
        return subjects;
    }

    /** All the names that their repositories go by. */
    public Set<String> repositories() {
        return repositories;
    }
}
