package io.jenkins.plugins.argoimageupdate.engine.writeback.override;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.SourceParameters;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an Application's images into its override file (Image Updater: {@code update.go}, {@code marshalParamsOverride}).
 *
 * <p>A new file has the bytes that the Image Updater writes. In an existing one only the parameters of the images change; whatever
 * else it holds stays, and a file that is no such YAML is an error instead of being overwritten.
 */
public final class OverrideFile {

    private final ApplicationPlan plan;
    private final SourceParameters parameters;

    private OverrideFile(ApplicationPlan plan) {
        this.plan = plan;
        this.parameters = SourceParameters.after(plan);
    }

    /**
     * The file with the plan's images in it.
     *
     * @param path for messages
     * @param existing empty if there is no such file
     */
    public static byte[] edit(String path, Optional<byte[]> existing, ApplicationPlan plan) {
        return new OverrideFile(plan).edit(path, existing);
    }

    /**
     * Whether an override file has an entry of an image.
     *
     * @param spec settled on the source that the file belongs to
     */
    public static boolean names(String path, byte[] content, WatchSpec spec, ImageChange change) {
        Optional<byte[]> existing = Optional.of(content);
        WatchedImage watched = change.watched();
        return switch (spec.type()) {
            case PLUGIN -> {
                ManifestTarget.Plugin names = (ManifestTarget.Plugin) watched.target();
                yield OverrideList.open(path, existing, "plugin", "env")
                        .has(names.spec().isEmpty() ? names.tag() : names.spec());
            }
            case KUSTOMIZE ->
                new KustomizeImageList(OverrideList.open(path, existing, "kustomize", "images"))
                        .has(KustomizeImage.of(change, spec.images()));
            default -> {
                ManifestTarget.Helm names = ManifestTarget.Helm.of(watched.target());
                yield OverrideList.open(path, existing, "helm", "parameters")
                        .has(names.spec().isEmpty() ? names.tag() : names.spec());
            }
        };
    }

    /** The Helm parameters that a file sets in the place of the Application's own; empty where it sets none. */
    public static Optional<List<HelmParameter>> helmParameters(String path, byte[] content) {
        return OverrideList.open(path, Optional.of(content), "helm", "parameters")
                .texts("name", "value")
                .map(entries -> entries.stream()
                        .map(entry -> new HelmParameter(entry.get(0), entry.get(1), false))
                        .toList());
    }

    /** The Kustomize images that a file sets in the place of the Application's own; empty where it sets none. */
    public static Optional<List<String>> kustomizeImages(String path, byte[] content) {
        return OverrideList.open(path, Optional.of(content), "kustomize", "images")
                .texts();
    }

    private byte[] edit(String path, Optional<byte[]> existing) {
        if (plan.spec().type() == ApplicationType.PLUGIN) {
            return OverrideList.open(path, existing, "plugin", "env").merge(variables());
        }
        if (plan.spec().type() == ApplicationType.KUSTOMIZE) {
            return new KustomizeImageList(OverrideList.open(path, existing, "kustomize", "images"))
                    .merge(parameters.kustomize());
        }
        return OverrideList.open(path, existing, "helm", "parameters").merge(helmParameters());
    }

    private List<OverrideList.Entry> helmParameters() {
        Set<String> managed = new HashSet<>();
        for (WatchedImage image : plan.spec().images()) {
            managed.addAll(ManifestTarget.Helm.of(image.target()).keys());
        }
        return parameters.helm().stream()
                .filter(parameter -> managed.contains(parameter.name()))
                .sorted(Comparator.comparing(HelmParameter::name))
                .map(parameter ->
                        OverrideList.Entry.parameter(parameter.name(), parameter.value(), parameter.forceString()))
                .toList();
    }

    private List<OverrideList.Entry> variables() {
        Set<String> managed = new HashSet<>();
        for (WatchedImage image : plan.spec().images()) {
            if (image.target() instanceof ManifestTarget.Plugin names) {
                managed.addAll(names.spec().isEmpty() ? List.of(names.name(), names.tag()) : List.of(names.spec()));
            }
        }
        return parameters.pluginEnv().stream()
                .filter(variable -> managed.contains(variable.name()))
                .map(OverrideFile::entry)
                .toList();
    }

    private static OverrideList.Entry entry(PluginVariable variable) {
        return OverrideList.Entry.variable(variable.name(), variable.value());
    }
}
