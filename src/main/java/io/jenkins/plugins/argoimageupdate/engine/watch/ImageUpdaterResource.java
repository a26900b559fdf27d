package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An {@code ImageUpdater} resource of Argo CD Image Updater, {@code argocd-image-updater.argoproj.io/v1alpha1}, as YAML or JSON.
 *
 * <p>An Application takes its settings from the most specific of the {@code applicationRefs} that match it (Image Updater: {@code
 * argocd.go}, {@code FilterApplicationsForUpdate}). A key that is not known is a warning, as newer versions may have more; one that
 * is a known one with a typing error, or that would decide what is written and where, is an error.
 */
public final class ImageUpdaterResource {

    private static final String VERSION = "argocd-image-updater.argoproj.io/v1alpha1";
    /** {@code connections} is no part of the resource: the command line reads them beside it. */
    private static final Set<String> KEYS = Set.of("apiVersion", "kind", "metadata", "spec", "status", "connections");

    private static final Set<String> SPEC =
            Set.of("namespace", "commonUpdateSettings", "writeBackConfig", "imagesVerification", "applicationRefs");

    private final String namespace;
    private final UpdateSettings settings;
    private final WriteBackSettings writeBack;
    private final List<ApplicationReference> rules;
    private final List<String> warnings;

    private ImageUpdaterResource(
            String namespace,
            UpdateSettings settings,
            WriteBackSettings writeBack,
            List<ApplicationReference> rules,
            List<String> warnings) {
        this.namespace = namespace;
        this.settings = settings;
        this.writeBack = writeBack;
        this.rules = rules;
        this.warnings = List.copyOf(warnings);
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
        List<String> warnings = new ArrayList<>();
        root.expect(KEYS, warnings::add);
        root.get("apiVersion")
                .filter(version -> !version.text().equals(VERSION))
                .ifPresent(version -> warnings.add(version.place() + " is read as " + VERSION));
        ConfigNode spec =
                root.get("spec").orElseThrow(() -> root.unusable("it has no spec", "Give an ImageUpdater resource"));
        spec.expect(SPEC, warnings::add);
        ResourceFields.refuseVerification(spec);
        String namespace =
                root.get("metadata").map(metadata -> metadata.text("namespace")).orElse("");
        spec.get("namespace")
                .filter(old -> !old.text().equals(namespace))
                .ifPresent(old -> warnings.add(old.place() + " is not read, as in Image Updater 1.1 and later: "
                        + (namespace.isEmpty() ? "write metadata.namespace" : "metadata.namespace counts")));
        List<ApplicationReference> rules = new ArrayList<>();
        for (ConfigNode reference : spec.list("applicationRefs")) {
            rules.add(ApplicationReference.read(reference, warnings::add));
        }
        if (rules.isEmpty()) {
            throw spec.unusable("no applicationRefs are given", "Give at least one, with a namePattern");
        }
        rules.sort(Comparator.comparingInt(ApplicationReference::score).reversed());
        return new ImageUpdaterResource(
                namespace,
                ResourceFields.settings(spec, warnings::add),
                ResourceFields.writeBack(spec, warnings::add),
                List.copyOf(rules),
                warnings);
    }

    /** What in the resource is not read, or not as it may be meant, with file and line. */
    public List<String> warnings() {
        return warnings;
    }

    /** The name patterns of those {@code applicationRefs} that match none of these Applications. */
    public List<String> unmatched(Collection<Application> applications) {
        return rules.stream()
                .filter(rule -> applications.stream().noneMatch(one -> isOfNamespace(one) && rule.matches(one)))
                .map(ApplicationReference::pattern)
                .toList();
    }

    /** Where the Applications are that it is about; empty for everywhere. */
    public String namespace() {
        return namespace;
    }

    /**
     * What the resource wants of an Application; empty where it wants nothing. A rule that reads annotations steps back for the
     * next one where they cannot be used.
     *
     * @param warnings hears of values that are outdated, or unknown and thus not used
     * @throws ConfigurationException if the settings for this Application cannot be used
     */
    public Optional<WatchSpec> watch(Application application, Consumer<Warning> warnings) {
        if (!isOfNamespace(application)) {
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

    private boolean isOfNamespace(Application application) {
        return namespace.isEmpty() || namespace.equals(application.namespace());
    }

    private Optional<WatchSpec> watch(ApplicationReference rule, Application application, Consumer<Warning> warnings) {
        if (rule.useAnnotations()) {
            return Optional.of(new ApplicationAnnotations(application).watch(warnings));
        }
        UpdateSettings common = rule.settings().over(settings);
        List<WatchedImage> images = rule.images().stream()
                .map(image -> image.settings().over(common).watch(image.image(), image.target(), warnings))
                .toList();
        WriteBackSettings ways = rule.writeBack().over(writeBack);
        WriteBack way = ways.resolve();
        if (ways.method() == null && ways.describesCommits()) {
            warnings.accept(new Warning("", "gitConfig is not used: nothing is committed without method: git"));
        }
        return images.isEmpty() ? Optional.empty() : Optional.of(WatchSpec.of(application, images, way));
    }
}
