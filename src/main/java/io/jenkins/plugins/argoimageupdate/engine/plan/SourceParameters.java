package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Helm parameters, Kustomize images and plugin variables of an Application's source with a plan's images in them (Image Updater:
 * {@code argocd.go}, {@code SetHelmImage}, {@code SetKustomizeImage} and {@code SetPluginImage}).
 *
 * <p>Override files and values files are written from these, and the write-back through Argo CD sets them as they are.
 */
public final class SourceParameters {

    private final WatchSpec spec;
    private final List<HelmParameter> helm;
    private final List<String> kustomizeImages;
    private final List<PluginVariable> pluginEnv;

    SourceParameters(WatchSpec spec) {
        ApplicationSource source = spec.source();
        this.spec = spec;
        this.helm = copy(source.helm());
        this.kustomizeImages = copy(source.kustomizeImages());
        this.pluginEnv = copy(source.pluginEnv());
    }

    /** What the source has once the plan is carried out. */
    public static SourceParameters after(ApplicationPlan plan) {
        SourceParameters parameters = new SourceParameters(plan.spec());
        plan.images().forEach(parameters::refuseOtherDigest);
        plan.images().forEach(change -> parameters.set(change.watched(), change.image()));
        return parameters;
    }

    private void refuseOtherDigest(ImageChange change) {
        DigestPin.find(change, this::helm)
                .filter(key -> spec.type() == ApplicationType.HELM)
                .ifPresent(key -> {
                    throw unusable(
                            change.watched(),
                            "the Application's parameter " + key + " pins it to a digest, whatever its tag says",
                            DigestPin.ADVICE);
                });
    }

    /** In the order of the source, new ones at the end. */
    public List<HelmParameter> helm() {
        return List.copyOf(helm);
    }

    /** As {@code [alias=]image:tag}, in the order of the source, new ones at the end. */
    public List<String> kustomizeImages() {
        return List.copyOf(kustomizeImages);
    }

    /** In the order of the source, new ones at the end. */
    public List<PluginVariable> pluginEnv() {
        return List.copyOf(pluginEnv);
    }

    /** The value of a Helm parameter. */
    public Optional<String> helm(String name) {
        return helm.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .map(HelmParameter::value);
    }

    /** What the source says of an image now, as {@code image:tag}; empty where it says nothing or only a part. */
    Optional<String> current(WatchedImage watched) {
        return switch (form(watched)) {
            case HELM -> currentHelm(ManifestTarget.Helm.of(watched.target()));
            case KUSTOMIZE ->
                kustomizeImages.stream()
                        .filter(image -> isSameKustomizeImage(ImageReference.parse(image), watched))
                        .findFirst();
            default -> currentPlugin((ManifestTarget.Plugin) watched.target());
        };
    }

    void set(WatchedImage watched, ImageReference image) {
        switch (form(watched)) {
            case HELM -> setHelm(ManifestTarget.Helm.of(watched.target()), image);
            case KUSTOMIZE -> setKustomize(watched, image);
            default -> setPlugin((ManifestTarget.Plugin) watched.target(), image);
        }
    }

    private ApplicationType form(WatchedImage watched) {
        boolean pluginTarget = watched.target() instanceof ManifestTarget.Plugin;
        if (pluginTarget && !spec.hasPluginSource()) {
            throw unusable(
                    watched, "its target is a plugin, but the source is none", "Give a helm or kustomize target");
        }
        if (!pluginTarget && spec.type() == ApplicationType.PLUGIN) {
            throw unusable(watched, "the source is a plugin, and no variables are named", "Give a plugin target");
        }
        return pluginTarget ? ApplicationType.PLUGIN : spec.type();
    }

    private Optional<String> currentHelm(ManifestTarget.Helm names) {
        if (!names.spec().isEmpty()) {
            return helm(names.spec());
        }
        String registry = helm(names.registry()).map(host -> host + "/").orElse("");
        String digest =
                helm(names.digest()).map(ManifestTarget.Helm::digestSuffix).orElse("");
        return helm(names.name()).flatMap(name -> helm(names.tag()).map(tag -> registry + name + ":" + tag + digest));
    }

    private void setHelm(ManifestTarget.Helm names, ImageReference image) {
        Map<String, String> values = names.values(image);
        Stream.of(names.spec(), names.name(), names.registry(), names.tag(), names.digest())
                .filter(values::containsKey)
                .forEach(key -> put(helm, HelmParameter::name, new HelmParameter(key, values.get(key), true)));
    }

    private void setKustomize(WatchedImage watched, ImageReference image) {
        String original = watched.target() instanceof ManifestTarget.Kustomize kustomize ? kustomize.name() : "";
        String entry = original.isEmpty() ? image.withTag() : original + "=" + image.withTag();
        boolean found = false;
        for (int i = 0; i < kustomizeImages.size(); i++) {
            ImageReference other = ImageReference.parse(kustomizeImages.get(i));
            String otherOriginal = other.alias().isEmpty() ? other.withoutTag() : other.alias();
            boolean same = isSameKustomizeImage(other, watched)
                    || otherOriginal.equals(original.isEmpty() ? image.withoutTag() : original);
            if (same) {
                kustomizeImages.set(i, entry);
                found = true;
            }
        }
        if (!found) {
            kustomizeImages.add(entry);
        }
    }

    private static boolean isSameKustomizeImage(ImageReference entry, WatchedImage watched) {
        String original = watched.target() instanceof ManifestTarget.Kustomize kustomize ? kustomize.name() : "";
        boolean sameAlias =
                original.isEmpty() || entry.alias().isEmpty() || entry.alias().equals(original);
        return sameAlias && entry.isSameRepository(watched.image());
    }

    private Optional<String> currentPlugin(ManifestTarget.Plugin names) {
        if (!names.spec().isEmpty()) {
            return variable(names.spec());
        }
        return variable(names.name()).flatMap(name -> variable(names.tag()).map(tag -> name + ":" + tag));
    }

    private Optional<String> variable(String name) {
        return pluginEnv.stream()
                .filter(variable ->
                        variable.name().equals(name) && !variable.value().isEmpty())
                .findFirst()
                .map(PluginVariable::value);
    }

    private void setPlugin(ManifestTarget.Plugin names, ImageReference image) {
        if (!names.spec().isEmpty()) {
            put(pluginEnv, PluginVariable::name, new PluginVariable(names.spec(), image.withTag()));
            return;
        }
        if (!names.name().isEmpty()) {
            put(pluginEnv, PluginVariable::name, new PluginVariable(names.name(), image.withoutTag()));
        }
        if (!names.tag().isEmpty() && !tag(image).isEmpty()) {
            put(pluginEnv, PluginVariable::name, new PluginVariable(names.tag(), tag(image)));
        }
    }

    private static String tag(ImageReference image) {
        return image.tag() == null ? "" : image.tag().withDigest();
    }

    private static <T> void put(List<T> list, Function<T, String> name, T entry) {
        boolean found = false;
        for (int i = 0; i < list.size(); i++) {
            if (name.apply(list.get(i)).equals(name.apply(entry))) {
                list.set(i, entry);
                found = true;
            }
        }
        if (!found) {
            list.add(entry);
        }
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? new ArrayList<>() : new ArrayList<>(list);
    }

    private ConfigurationException unusable(WatchedImage watched, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "write image " + watched.image().withoutTag() + " of "
                        + spec.application().name(),
                answer,
                advice);
    }
}
