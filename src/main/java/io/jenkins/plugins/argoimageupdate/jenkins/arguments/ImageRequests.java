package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.watch.ImageRequestBuilder;
import io.jenkins.plugins.argoimageupdate.engine.watch.SettingRules;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.ValuePlace;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest.ImageRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
            requests.add(builder(argument, name)
                    .aliasIn(aliases, Argument.place(name + ".alias"))
                    .build());
        }
        return requests;
    }

    /** @param name of the argument in messages, such as {@code images[0]} */
    static ImageRequestBuilder builder(ImageArgument argument, String name) {
        if (argument.getImage().isEmpty()) {
            throw Argument.unusable(
                    name + ".image", "no image is set", "Enter an image, for example ghcr.io/my-org/app");
        }
        ImageRequestBuilder builder = ImageRequestBuilder.of(
                        argument.getAlias(), argument.getImage(), name + ".alias", Argument.place(name + ".image"))
                .settings(settings(argument, name))
                .constraint(argument.getConstraint(), Argument.place(name + ".constraint"));
        ValuePlace place = Argument.place(name);
        HelmArgument helm = argument.getHelm();
        if (helm != null) {
            builder.helm(helm.toTarget(), place, Argument.place(name + ".helm"));
        }
        KustomizeArgument kustomize = argument.getKustomize();
        if (kustomize != null) {
            builder.kustomize(kustomize.toTarget(), place);
        }
        PluginArgument plugin = argument.getPlugin();
        if (plugin != null) {
            builder.plugin(plugin.toTarget(), place, Argument.place(name + ".plugin"));
        }
        return builder;
    }

    private static UpdateSettings settings(ImageArgument argument, String name) {
        if (!argument.getStrategy().isEmpty()) {
            SettingRules.requireStrategy(argument.getStrategy(), Argument.place(name + ".strategy"));
        }
        SettingRules.requireFilter(argument.getAllowTags(), Argument.place(name + ".allowTags"));
        requireGlobs(name + ".ignoreTags", argument.getIgnoreTags());
        requirePlatforms(name + ".platforms", argument.getPlatforms());
        return new UpdateSettings(
                        Argument.given(argument.getStrategy()),
                        argument.getForceUpdate(),
                        Argument.given(argument.getAllowTags()),
                        Argument.given(argument.getIgnoreTags()),
                        Argument.given(argument.getCredentialsId()),
                        Argument.given(argument.getPlatforms()))
                .with(GuardsArgument.settings(argument.getGuards(), name + ".guards"));
    }

    static void requireGlobs(String argument, List<String> globs) {
        globs.forEach(glob -> SettingRules.requireGlob(glob, Argument.place(argument)));
    }

    static void requirePlatforms(String argument, List<String> platforms) {
        platforms.forEach(platform -> SettingRules.requirePlatform(platform, Argument.place(argument)));
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
