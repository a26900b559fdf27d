package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HoldsFile file = new HoldsFile(holds);
        List<HoldBook.Held> held = file.book().current(Instant.now()).stream()
                .filter(one -> application == null || one.image().application().equals(application))
                .toList();
        if (image == null) {
            held.forEach(one -> say(one.image(), one.hold().words()));
            return 0;
        }
        List<GuardedImage> wanted = held.stream()
                .map(HoldBook.Held::image)
                .filter(one -> one.label().equals(image) || one.image().equals(image))
                .toList();
        if (wanted.isEmpty()) {
            throw new ConfigurationException(
                    Reason.NOT_FOUND,
                    "release " + image,
                    "it is not held",
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

    private void say(GuardedImage one, String words) {
        spec.commandLine().getOut().println(one.application() + " " + one.label() + ": " + words);
    }
}
