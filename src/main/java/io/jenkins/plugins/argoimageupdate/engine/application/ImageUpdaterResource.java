package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector.Operator;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector.Requirement;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An {@code ImageUpdater} resource of Argo CD Image Updater, {@code argocd-image-updater.argoproj.io/v1alpha1}, as YAML or JSON.
 *
 * <p>An Application takes its settings from the most specific of the {@code applicationRefs} that match it (Image Updater: {@code
 * argocd.go}, {@code FilterApplicationsForUpdate}). Keys that are not known are left alone, as newer versions may have more.
 */
public final class ImageUpdaterResource {

    private static final Map<String, Operator> OPERATORS = Map.of(
            "In", Operator.IN, "NotIn", Operator.NOT_IN, "Exists", Operator.EXISTS, "DoesNotExist", Operator.DOES_NOT_EXIST);

    private final String namespace;
    private final UpdateSettings settings;
    private final WriteBackSettings writeBack;
    private final List<ApplicationRule> rules;

    private ImageUpdaterResource(
            String namespace, UpdateSettings settings, WriteBackSettings writeBack, List<ApplicationRule> rules) {
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
        ConfigNode spec = root.get("spec").orElseThrow(() -> root.unusable("it has no spec", "Give an ImageUpdater resource"));
        refuseVerification(spec);
        List<ApplicationRule> rules = new ArrayList<>();
        for (ConfigNode reference : spec.list("applicationRefs")) {
            rules.add(rule(reference));
        }
        if (rules.isEmpty()) {
            throw spec.unusable("no applicationRefs are given", "Give at least one, with a namePattern");
        }
        rules.sort(Comparator.comparingInt(ApplicationRule::score).reversed());
        return new ImageUpdaterResource(
                root.get("metadata").map(metadata -> metadata.text("namespace")).orElse(""),
                settings(spec),
                writeBack(spec),
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
        for (ApplicationRule rule : rules) {
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

    private Optional<WatchSpec> watch(ApplicationRule rule, Application application, Consumer<String> warnings) {
        if (rule.useAnnotations) {
            return Optional.of(new ApplicationAnnotations(application).watch(warnings));
        }
        UpdateSettings common = rule.settings.over(settings);
        List<WatchedImage> images = rule.images.stream()
                .map(image -> image.settings.over(common).watch(image.image, image.target, warnings))
                .toList();
        WriteBack way = rule.writeBack.over(writeBack).resolve();
        return images.isEmpty() ? Optional.empty() : Optional.of(WatchSpec.of(application, images, way));
    }

    private static ApplicationRule rule(ConfigNode reference) {
        refuseVerification(reference);
        String pattern = Optional.ofNullable(reference.text("namePattern"))
                .orElseThrow(() -> reference.unusable("it has no namePattern", "Write a name, or a glob such as shop-*"));
        GlobPattern glob = GlobPattern.compile(pattern)
                .orElseThrow(() -> reference.unusable("'" + pattern + "' is a malformed glob", "Close its brackets"));
        List<ImageRule> images =
                reference.list("images").stream().map(ImageUpdaterResource::image).toList();
        Optional<ConfigNode> labels = reference.get("labelSelectors");
        return new ApplicationRule(
                glob,
                labels.map(ImageUpdaterResource::selector).orElse(LabelSelector.ANY),
                score(pattern, labels),
                Boolean.TRUE.equals(reference.flag("useAnnotations")),
                settings(reference),
                writeBack(reference),
                images);
    }

    private static ImageRule image(ConfigNode image) {
        refuseVerification(image);
        String alias = Optional.ofNullable(image.text("alias")).orElse("");
        String name = Optional.ofNullable(image.text("imageName"))
                .orElseThrow(() -> image.unusable("it has no imageName", "Name the image"));
        ManifestTarget target = image.get("manifestTargets").map(ImageUpdaterResource::target).orElse(null);
        return new ImageRule(ImageReference.parse(alias + "=" + name), settings(image), target);
    }

    private static ManifestTarget target(ConfigNode targets) {
        Optional<ConfigNode> helm = targets.get("helm");
        Optional<ConfigNode> kustomize = targets.get("kustomize");
        Optional<ConfigNode> plugin = targets.get("plugin");
        if (List.of(helm, kustomize, plugin).stream().filter(Optional::isPresent).count() > 1) {
            throw targets.unusable("several kinds of target are given", "Keep one of helm, kustomize and plugin");
        }
        if (helm.isPresent()) {
            return new ManifestTarget.Helm(field(helm, "name"), field(helm, "tag"), field(helm, "spec"));
        }
        if (plugin.isPresent()) {
            return new ManifestTarget.Plugin(field(plugin, "name"), field(plugin, "tag"), field(plugin, "spec"));
        }
        return kustomize.isPresent() ? new ManifestTarget.Kustomize(field(kustomize, "name")) : null;
    }

    private static String field(Optional<ConfigNode> node, String name) {
        return node.map(fields -> fields.text(name)).orElse("");
    }

    private static UpdateSettings settings(ConfigNode owner) {
        return owner.get("commonUpdateSettings")
                .map(node -> new UpdateSettings(
                        node.text("updateStrategy"),
                        node.flag("forceUpdate"),
                        node.text("allowTags"),
                        node.texts("ignoreTags"),
                        node.text("pullSecret"),
                        node.texts("platforms")))
                .orElse(UpdateSettings.NONE);
    }

    private static WriteBackSettings writeBack(ConfigNode owner) {
        return owner.get("writeBackConfig")
                .map(node -> new WriteBackSettings(
                        node.text("method"),
                        null,
                        git(node, "repository"),
                        git(node, "branch"),
                        git(node, "writeBackTarget"),
                        node.get("gitConfig")
                                .flatMap(git -> git.get("pullRequest"))
                                .map(ImageUpdaterResource::pullRequest)
                                .orElse(null)))
                .orElse(WriteBackSettings.NONE);
    }

    private static String git(ConfigNode writeBack, String key) {
        return writeBack.get("gitConfig").map(git -> git.text(key)).orElse(null);
    }

    private static WriteBack.PullRequest pullRequest(ConfigNode node) {
        List<String> providers = node.entries().keySet().stream()
                .filter(key -> !key.equals("labels"))
                .toList();
        if (providers.size() != 1) {
            throw node.unusable("it names " + providers.size() + " providers", "Name one, such as github: {}");
        }
        List<String> labels = Optional.ofNullable(node.texts("labels")).orElse(List.of()).stream()
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
        return new WriteBack.PullRequest(providers.get(0), labels);
    }

    private static LabelSelector selector(ConfigNode node) {
        List<Requirement> requirements = new ArrayList<>();
        node.get("matchLabels")
                .map(ConfigNode::textMap)
                .orElse(Map.of())
                .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        for (ConfigNode expression : node.list("matchExpressions")) {
            Operator operator = Optional.ofNullable(OPERATORS.get(expression.text("operator")))
                    .orElseThrow(() -> expression.unusable("its operator is unknown", "Use one of " + OPERATORS.keySet()));
            List<String> values = Optional.ofNullable(expression.texts("values")).orElse(List.of());
            requirements.add(new Requirement(expression.text("key"), operator, new HashSet<>(values)));
        }
        return new LabelSelector(requirements);
    }

    /** How specific a rule is; the most specific one that matches counts. */
    private static int score(String pattern, Optional<ConfigNode> labels) {
        int score = pattern.matches("[^*?\\[\\]]*") ? 1_000_000 : 0;
        score += pattern.replaceAll("\\[.*?]", "").replaceAll("[*?]", "").length();
        if (labels.isPresent()) {
            int conditions = labels.get().get("matchLabels").map(node -> node.entries().size()).orElse(0)
                    + labels.get().list("matchExpressions").size();
            score += 10_000 + 100 * conditions;
        }
        return score;
    }

    private static void refuseVerification(ConfigNode owner) {
        owner.get("imagesVerification")
                .filter(node -> !Boolean.FALSE.equals(node.flag("enabled")))
                .ifPresent(node -> {
                    throw node.unusable(
                            "images are to be verified, which is not supported",
                            "Verify them in an admission policy and set enabled: false");
                });
    }

    private record ImageRule(ImageReference image, UpdateSettings settings, ManifestTarget target) {}

    private record ApplicationRule(
            GlobPattern name,
            LabelSelector labels,
            int score,
            boolean useAnnotations,
            UpdateSettings settings,
            WriteBackSettings writeBack,
            List<ImageRule> images) {

        boolean matches(Application application) {
            return name.matches(application.name()) && labels.matches(application.labels());
        }
    }
}
