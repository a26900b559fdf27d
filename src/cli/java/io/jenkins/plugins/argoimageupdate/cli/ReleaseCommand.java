package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is held, and ends holds. */
@Command(
        name = "release",
        description = "Shows the images that are held, or lets one be updated again.",
        footer = {"", "Exit codes:", "    0  done", "    2  invalid arguments or file, or no such image is held"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReleaseCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "IMAGE",
            arity = "0..1",
            description = "Alias or name of the image (default: show what is held).")
    private @Nullable String image;

    @Option(names = "--holds", required = true, paramLabel = "FILE", description = "File with the holds.")
    private Path holds;

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "Application of the image (default: every Application).")
    private @Nullable String application;

    @Option(
            names = "--watch",
            paramLabel = "FILE",
            description =
                    "Watch file that names the image: versions of it that were rolled back in Git may be written again too.")
    private @Nullable Path watch;

    @Option(
            names = "--connections",
            paramLabel = "FILE",
            description = "File with Argo CD servers and credentials (default: connections in the watch file).")
    private @Nullable Path connectionsFile;

    @Mixin
    private RegistryOptions registries;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        HoldsFile file = new HoldsFile(holds);
        List<HoldBook.Held> held = file.book().current(Instant.now()).stream()
                .filter(one -> application == null || one.image().application().equals(application))
                .toList();
        if (image == null) {
            held.forEach(one -> say(one.image(), one.hold().words()));
            if (held.isEmpty()) {
                spec.commandLine().getErr().println("Nothing is held");
            }
            return 0;
        }
        List<GuardedImage> wanted = Stream.concat(held.stream().map(HoldBook.Held::image), watched().stream())
                .filter(one -> one.label().equals(image) || one.image().equals(image))
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            throw new ConfigurationException(
                    Reason.NOT_FOUND,
                    "release " + image,
                    watch == null
                            ? "it is not held (--watch FILE also releases what was rolled back in Git)"
                            : "it is neither held nor watched",
                    held.isEmpty()
                            ? "Nothing is held"
                            : "These images are: "
                                    + String.join(
                                            ", ",
                                            held.stream()
                                                    .map(one -> one.image().label())
                                                    .toList()));
        }
        wanted.forEach(one -> {
            file.release(one);
            say(one, "released");
        });
        return 0;
    }

    /** The images of the watch file, which need not be held; none without a file. */
    private List<GuardedImage> watched() throws InterruptedException {
        if (watch == null) {
            return List.of();
        }
        Connections connections =
                LocalConnections.of(ConnectionsFile.of(watch, connectionsFile), registries, new HoldsFile(holds));
        Discovery discovery =
                new Discoverer(connections).discover(WatchFile.parse(watch.toString(), TextFile.read(watch)));
        for (Discovery.Missed missed : discovery.failures()) {
            throw missed.failure();
        }
        return discovery.targets().stream()
                .filter(target -> application == null
                        || target.spec().application().name().equals(application))
                .flatMap(target -> target.spec().images().stream().map(one -> target.guarded(one.image(), connections)))
                .toList();
    }

    private void say(GuardedImage one, String words) {
        spec.commandLine().getOut().println(one.application() + " " + one.label() + ": " + words);
    }
}
