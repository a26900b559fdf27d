package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector.Operator;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector.Requirement;
import io.jenkins.plugins.argoimageupdate.engine.image.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of an ImageUpdater resource's {@code applicationRefs}.
 *
 * @param score how specific it is; the most specific one that matches an Application counts (Image Updater: {@code argocd.go},
 *     {@code calculateSpecificity})
 */
record ApplicationReference(
        GlobPattern name,
        LabelSelector labels,
        int score,
        boolean useAnnotations,
        UpdateSettings settings,
        WriteBackSettings writeBack,
        List<ImageEntry> images) {

    private static final Map<String, Operator> OPERATORS = Map.of(
            "In",
            Operator.IN,
            "NotIn",
            Operator.NOT_IN,
            "Exists",
            Operator.EXISTS,
            "DoesNotExist",
            Operator.DOES_NOT_EXIST);

    /** An image of such an entry. */
    record ImageEntry(ImageReference image, UpdateSettings settings, ManifestTarget target) {}

    boolean matches(Application application) {
        return name.matches(application.name()) && labels.matches(application.labels());
    }

    static ApplicationReference read(ConfigNode reference) {
        refuseVerification(reference);
        String pattern = Optional.ofNullable(reference.text("namePattern"))
                .orElseThrow(
                        () -> reference.unusable("it has no namePattern", "Write a name, or a glob such as shop-*"));
        GlobPattern glob = GlobPattern.compile(pattern)
                .orElseThrow(() -> reference.unusable("'" + pattern + "' is a malformed glob", "Close its brackets"));
        List<ImageEntry> images = reference.list("images").stream()
                .map(ApplicationReference::image)
                .toList();
        Optional<ConfigNode> labels = reference.get("labelSelectors");
        return new ApplicationReference(
                glob,
                labels.map(ApplicationReference::selector).orElse(LabelSelector.ANY),
                score(pattern, labels),
                Boolean.TRUE.equals(reference.flag("useAnnotations")),
                settings(reference),
                writeBack(reference),
                images);
    }

    private static ImageEntry image(ConfigNode image) {
        refuseVerification(image);
        String alias = Optional.ofNullable(image.text("alias")).orElse("");
        String name = Optional.ofNullable(image.text("imageName"))
                .orElseThrow(() -> image.unusable("it has no imageName", "Name the image"));
        ManifestTarget target =
                image.get("manifestTargets").map(ApplicationReference::target).orElse(null);
        return new ImageEntry(ImageReference.parse(alias + "=" + name), settings(image), target);
    }

    private static ManifestTarget target(ConfigNode targets) {
        Optional<ConfigNode> helm = targets.get("helm");
        Optional<ConfigNode> kustomize = targets.get("kustomize");
        Optional<ConfigNode> plugin = targets.get("plugin");
        if (List.of(helm, kustomize, plugin).stream()
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw targets.unusable("several kinds of target are given", "Keep one of helm, kustomize and plugin");
        }
        if (helm.isPresent()) {
            return new ManifestTarget.Helm(
                    field(helm, "name"),
                    field(helm, "tag"),
                    field(helm, "spec"),
                    field(helm, "registry"),
                    field(helm, "digest"));
        }
        if (plugin.isPresent()) {
            return new ManifestTarget.Plugin(field(plugin, "name"), field(plugin, "tag"), field(plugin, "spec"));
        }
        return kustomize.isPresent() ? new ManifestTarget.Kustomize(field(kustomize, "name")) : null;
    }

    private static String field(Optional<ConfigNode> node, String name) {
        return node.map(fields -> fields.text(name)).orElse("");
    }

    static UpdateSettings settings(ConfigNode owner) {
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

    static WriteBackSettings writeBack(ConfigNode owner) {
        return owner.get("writeBackConfig")
                .map(node -> new WriteBackSettings(
                        node.text("method"),
                        null,
                        git(node, "repository"),
                        git(node, "branch"),
                        git(node, "writeBackTarget"),
                        node.get("gitConfig")
                                .flatMap(git -> git.get("pullRequest"))
                                .map(ApplicationReference::pullRequest)
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
                    .orElseThrow(
                            () -> expression.unusable("its operator is unknown", "Use one of " + OPERATORS.keySet()));
            List<String> values =
                    Optional.ofNullable(expression.texts("values")).orElse(List.of());
            requirements.add(new Requirement(expression.text("key"), operator, new HashSet<>(values)));
        }
        return new LabelSelector(requirements);
    }

    /** How specific a rule is; the most specific one that matches counts. */
    private static int score(String pattern, Optional<ConfigNode> labels) {
        int score = pattern.matches("[^*?\\[\\]]*") ? 1_000_000 : 0;
        score += pattern.replaceAll("\\[.*?]", "").replaceAll("[*?]", "").length();
        if (labels.isPresent()) {
            int conditions = labels.get()
                            .get("matchLabels")
                            .map(node -> node.entries().size())
                            .orElse(0)
                    + labels.get().list("matchExpressions").size();
            score += 10_000 + 100 * conditions;
        }
        return score;
    }

    static void refuseVerification(ConfigNode owner) {
        owner.get("imagesVerification")
                .filter(node -> !Boolean.FALSE.equals(node.flag("enabled")))
                .ifPresent(node -> {
                    throw node.unusable(
                            "images are to be verified, which is not supported",
                            "Verify them in an admission policy and set enabled: false");
                });
    }
}
