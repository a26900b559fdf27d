package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Helm parameters, Kustomize images and plugin variables of an Application's source with a plan's images in them (Image Updater:
 * {@code argocd.go}, {@code SetHelmImage}, {@code SetKustomizeImage} and {@code SetPluginImage}).
 *
 * <p>Override files and values files are written from these, and the write-back through Argo CD sets them as they are.
 */
public final class SourceParameters {

    private final WatchSpec spec;
    private final WritePlace place;
    private final List<HelmParameter> helm;
    private @Nullable List<KustomizeImage> kustomize;
    /** The same as Kustomize reads them, beside each other. */
    private List<ImageReference> kustomizeRead;

    private final List<PluginVariable> pluginEnv;

    private SourceParameters(WatchSpec spec) {
        this(spec, spec.place());
    }

    SourceParameters(WatchSpec spec, WritePlace place) {
        ApplicationSource source = place.source();
        this.spec = spec;
        this.place = place;
        this.helm = copy(source.helmParameters());
        this.pluginEnv = copy(source.pluginEnv());
    }

    /** What the source has once the plan is carried out. */
    public static SourceParameters after(ApplicationPlan plan) {
        SourceParameters parameters = new SourceParameters(plan.spec());
        plan.images().forEach(parameters::refuseOtherDigest);
        plan.images().forEach(parameters::set);
        return parameters;
    }

    private void refuseOtherDigest(ImageChange change) {
        DigestPin.find(change, this::helm)
                .filter(key -> form(change.watched()) == ApplicationType.HELM)
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

    /** Read when they are needed: there may be very many, and a look at what one image is written to does not need them. */
    private List<KustomizeImage> read() {
        if (kustomize == null) {
            kustomize = new ArrayList<>();
            kustomizeRead = new ArrayList<>();
            copy(place.source().kustomizeImages()).forEach(text -> {
                KustomizeImage image = KustomizeImage.of(text);
                kustomize.add(image);
                kustomizeRead.add(ImageReference.parse(image.text()));
            });
        }
        return kustomize;
    }

    /** As {@code [alias=]image:tag}, in the order of the source, new ones at the end. */
    public List<String> kustomizeImages() {
        return read().stream().map(KustomizeImage::text).toList();
    }

    /** The same, each with what finds it in a file. */
    public List<KustomizeImage> kustomize() {
        return List.copyOf(read());
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

    void set(ImageChange change) {
        List<Setting> settings = settings(change.watched(), change.image());
        switch (form(change.watched())) {
            case HELM ->
                settings.forEach(setting ->
                        put(helm, HelmParameter::name, new HelmParameter(setting.key(), setting.value(), true)));
            case KUSTOMIZE -> setKustomize(KustomizeImage.of(change, spec.images()));
            default ->
                settings.forEach(setting ->
                        put(pluginEnv, PluginVariable::name, new PluginVariable(setting.key(), setting.value())));
        }
    }

    /**
     * What is written for an image.
     *
     * @throws ConfigurationException if its target is none of this source
     */
    List<Setting> settings(WatchedImage watched, ImageReference image) {
        return switch (form(watched)) {
            case HELM -> {
                ManifestTarget.Helm names = ManifestTarget.Helm.of(watched.target());
                yield names.entries(image).stream()
                        .map(entry -> new Setting(entry.getKey(), entry.getValue()))
                        .toList();
            }
            case KUSTOMIZE -> List.of(new Setting(KustomizeImage.nameInManifests(watched), image.withTag()));
            default -> {
                ManifestTarget.Plugin names = (ManifestTarget.Plugin) watched.target();
                yield settings(names.name(), names.tag(), names.spec(), image);
            }
        };
    }

    private static List<Setting> settings(String name, String tag, String spec, ImageReference image) {
        if (!spec.isEmpty()) {
            return List.of(new Setting(spec, image.withTag()));
        }
        List<Setting> settings = new ArrayList<>();
        if (!name.isEmpty()) {
            settings.add(new Setting(name, image.withoutTag()));
        }
        if (!tag.isEmpty() && !tag(image).isEmpty()) {
            settings.add(new Setting(tag, tag(image)));
        }
        return settings;
    }

    ApplicationType form(WatchedImage watched) {
        boolean pluginTarget = watched.target() instanceof ManifestTarget.Plugin;
        if (pluginTarget && !place.plugin()) {
            throw unusable(watched, "its target is a plugin, but its source is not", "Give a helm or kustomize target");
        }
        if (!pluginTarget && place.type() == ApplicationType.PLUGIN) {
            throw unusable(watched, "the source is a plugin, and no variables are named", "Give a plugin target");
        }
        if (place.type() == ApplicationType.UNSUPPORTED) {
            throw unusable(watched, "its source is not Helm, Kustomize or a plugin", "Correct the source");
        }
        return pluginTarget ? ApplicationType.PLUGIN : place.type();
    }

    private void setKustomize(KustomizeImage image) {
        read();
        List<Integer> found = image.positions(kustomizeRead, true);
        found.forEach(i -> {
            String alias =
                    ImageReference.parse(image.text(kustomizeRead.get(i))).alias();
            setKustomize(i, new KustomizeImage(alias, image.image(), image.oldTag(), image.others()));
        });
        if (found.isEmpty()) {
            setKustomize(kustomize.size(), image);
        }
    }

    private void setKustomize(int index, KustomizeImage image) {
        ImageReference read = ImageReference.parse(image.text());
        if (index == kustomize.size()) {
            kustomize.add(image);
            kustomizeRead.add(read);
        } else {
            kustomize.set(index, image);
            kustomizeRead.set(index, read);
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

    private static <T> List<T> copy(@Nullable List<T> list) {
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
