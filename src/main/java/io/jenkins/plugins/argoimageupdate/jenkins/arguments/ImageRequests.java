package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageName;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest.ImageRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What image arguments ask of the engine. */
final class ImageRequests {

    private static final int MOST = Budget.IMAGE_LIST.intValue();

    private ImageRequests() {}

    static List<ImageRequest> of(List<ImageArgument> arguments) {
        if (arguments.size() > MOST) {
            throw Argument.unusable(
                    "images",
                    String.format(Locale.ROOT, "%,d images are given, more than %,d", arguments.size(), MOST),
                    "Name those that are to be updated");
        }
        Set<String> aliases = new HashSet<>();
        List<ImageRequest> requests = new ArrayList<>();
        for (ImageArgument argument : arguments) {
            String name = "images[" + requests.size() + "]";
            if (!argument.getAlias().isEmpty() && !aliases.add(argument.getAlias())) {
                throw Argument.unusable(
                        name + ".alias", "'" + argument.getAlias() + "' is taken", "Use each alias once");
            }
            requests.add(of(argument, name));
        }
        return requests;
    }

    /** @param name of the argument in messages, such as {@code images[0]} */
    static ImageRequest of(ImageArgument argument, String name) {
        if (argument.getImage().isEmpty()) {
            throw Argument.unusable(name + ".image", "it is missing", "Write image: '<registry>/<name>'");
        }
        if (argument.getImage().matches("[^:/]*=.*")) {
            throw Argument.unusable(name + ".image", "it begins with an alias", "Give the alias as " + name + ".alias");
        }
        ImageName.problem(argument.getImage()).ifPresent(problem -> {
            throw Argument.unusable(name + ".image", problem.answer(), problem.advice());
        });
        requireStrategy(name + ".strategy", argument.getStrategy());
        requireFilter(name + ".allowTags", argument.getAllowTags());
        requireGlobs(name + ".ignoreTags", argument.getIgnoreTags());
        requirePlatforms(name + ".platforms", argument.getPlatforms());
        UpdateSettings settings = new UpdateSettings(
                Argument.given(argument.getStrategy()),
                argument.getForceUpdate(),
                Argument.given(argument.getAllowTags()),
                Argument.given(argument.getIgnoreTags()),
                Argument.given(argument.getCredentialsId()),
                Argument.given(argument.getPlatforms()));
        return new ImageRequest(reference(argument, name), settings, target(argument, name));
    }

    private static ImageReference reference(ImageArgument argument, String name) {
        ImageReference image = ImageReference.of(argument.getAlias(), argument.getImage());
        if (argument.getConstraint().isEmpty()) {
            return image;
        }
        if (image.tag() != null) {
            throw Argument.unusable(
                    name + ".constraint",
                    "the image has the tag '" + image.tag().withDigest() + "', and there is a constraint",
                    "Remove the tag");
        }
        return image.with(ImageTag.ofName(argument.getConstraint()));
    }

    private static ManifestTarget target(ImageArgument argument, String name) {
        HelmArgument helm = argument.getHelm();
        KustomizeArgument kustomize = argument.getKustomize();
        PluginArgument plugin = argument.getPlugin();
        if (Stream.of(helm, kustomize, plugin).filter(Objects::nonNull).count() > 1) {
            throw Argument.unusable(
                    name, "several of helm, kustomize and plugin are given", "Keep the one that the Application uses");
        }
        if (helm != null) {
            helm.check(name + ".helm");
            return helm.toTarget();
        }
        if (plugin != null) {
            plugin.check(name + ".plugin");
            return plugin.toTarget();
        }
        return kustomize == null ? null : kustomize.toTarget();
    }

    private static void requireStrategy(String argument, String strategy) {
        if (!strategy.isEmpty() && UpdateStrategy.ofId(strategy).isEmpty()) {
            throw Argument.unusable(argument, "'" + strategy + "' is not known", StrategyNames.advice(strategy));
        }
    }

    static void requireFilter(String argument, String filter) {
        TagFilter.of(filter, List.of()).warnings().stream().findFirst().ifPresent(warning -> {
            throw Argument.unusable(argument, warning, TagFilter.adviceOnAllowed(filter));
        });
    }

    static void requireGlobs(String argument, List<String> globs) {
        globs.forEach(glob -> TagFilter.of("", List.of(glob)).warnings().stream()
                .findFirst()
                .ifPresent(warning -> {
                    throw Argument.unusable(argument, warning, TagFilter.adviceOn(glob));
                }));
    }

    static void requirePlatforms(String argument, List<String> platforms) {
        platforms.stream()
                .flatMap(platform -> Platform.problem(platform).stream())
                .findFirst()
                .ifPresent(problem -> {
                    int end = problem.lastIndexOf(". ");
                    throw Argument.unusable(argument, problem.substring(0, end), problem.substring(end + 2));
                });
    }

    /** The address that credentials for an image are sent to; empty if that is not known yet, a dash if there can be none. */
    static String registryAddress(String image) {
        if (Argument.text(image).isEmpty() || image.contains("${")) {
            return "";
        }
        try {
            ImageReference reference = ImageReference.of("", image.strip());
            return ArgoImageUpdateConfiguration.get()
                    .registryEndpoints()
                    .of(reference)
                    .api()
                    .toString();
        } catch (ConfigurationException | IllegalArgumentException e) {
            return "-";
        }
    }
}
