package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An {@code ImageUpdater} resource of Argo CD Image Updater, {@code argocd-image-updater.argoproj.io/v1alpha1}, as YAML or JSON.
 *
 * <p>An Application takes its settings from the most specific of the {@code applicationRefs} that match it (Image Updater: {@code
 * argocd.go}, {@code FilterApplicationsForUpdate}). Keys that are not known are left alone, as newer versions may have more.
 */
public final class ImageUpdaterResource {

    private final String namespace;
    private final UpdateSettings settings;
    private final WriteBackSettings writeBack;
    private final List<ApplicationReference> rules;

    private ImageUpdaterResource(
            String namespace, UpdateSettings settings, WriteBackSettings writeBack, List<ApplicationReference> rules) {
        this.namespace = namespace;
        this.settings = settings;
        this.writeBack = writeBack;
        this.rules = rules;
    }

    /**
     * Reads a resource.
     *
     * @param file for messages
     * @throws ConfigurationException if it cannot be used, with file and line; also if it asks for images to be verified, which is
     *     not done here
     */
    public static ImageUpdaterResource parse(String file, String text) {
        ConfigNode root = ConfigNode.parse(file, text);
        root.get("kind").filter(kind -> !kind.text().equals("ImageUpdater")).ifPresent(kind -> {
            throw kind.unusable("it is a " + kind.text(), "Give an ImageUpdater resource");
        });
        ConfigNode spec =
                root.get("spec").orElseThrow(() -> root.unusable("it has no spec", "Give an ImageUpdater resource"));
        ApplicationReference.refuseVerification(spec);
        List<ApplicationReference> rules = new ArrayList<>();
        for (ConfigNode reference : spec.list("applicationRefs")) {
            rules.add(ApplicationReference.read(reference));
        }
        if (rules.isEmpty()) {
            throw spec.unusable("no applicationRefs are given", "Give at least one, with a namePattern");
        }
        rules.sort(Comparator.comparingInt(ApplicationReference::score).reversed());
        return new ImageUpdaterResource(
                root.get("metadata").map(metadata -> metadata.text("namespace")).orElse(""),
                ApplicationReference.settings(spec),
                ApplicationReference.writeBack(spec),
                List.copyOf(rules));
    }

    /**
     * What the resource wants of an Application; empty where it wants nothing. A rule that reads annotations steps back for the
     * next one where they cannot be used.
     *
     * @param warnings takes sentences about values that are outdated, or unknown and thus not used
     * @throws ConfigurationException if the settings for this Application cannot be used
     */
    public Optional<WatchSpec> watch(Application application, Consumer<String> warnings) {
        if (!namespace.isEmpty() && !namespace.equals(application.namespace())) {
            return Optional.empty();
        }
        ConfigurationException failure = null;
        for (ApplicationReference rule : rules) {
            if (!rule.matches(application)) {
                continue;
            }
            try {
                return watch(rule, application, warnings);
            } catch (ConfigurationException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    private Optional<WatchSpec> watch(ApplicationReference rule, Application application, Consumer<String> warnings) {
        if (rule.useAnnotations()) {
            return Optional.of(new ApplicationAnnotations(application).watch(warnings));
        }
        UpdateSettings common = rule.settings().over(settings);
        List<WatchedImage> images = rule.images().stream()
                .map(image -> image.settings().over(common).watch(image.image(), image.target(), warnings))
                .toList();
        WriteBack way = rule.writeBack().over(writeBack).resolve();
        return images.isEmpty() ? Optional.empty() : Optional.of(WatchSpec.of(application, images, way));
    }
}
