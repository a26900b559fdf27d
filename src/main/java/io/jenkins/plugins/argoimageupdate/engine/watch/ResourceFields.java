package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector.Operator;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector.Requirement;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an ImageUpdater resource that occur at several levels (Image Updater: {@code api/v1alpha1/imageupdater_types.go}).
 * Where a key decides what is written and where, an unknown one is an error.
 */
final class ResourceFields {

    private static final Set<String> SETTINGS =
            Set.of("updateStrategy", "forceUpdate", "allowTags", "ignoreTags", "pullSecret", "platforms");
    private static final Set<String> NAMES = Set.of("name", "tag", "spec");
    private static final Set<String> HELM_NAMES = Set.of("name", "tag", "spec", "registry", "digest");
    private static final Set<String> PROVIDERS = Set.of("github", "gitlab");
    private static final Map<String, Operator> OPERATORS = Map.of(
            "In",
            Operator.IN,
            "NotIn",
            Operator.NOT_IN,
            "Exists",
            Operator.EXISTS,
            "DoesNotExist",
            Operator.DOES_NOT_EXIST);

    private ResourceFields() {}

    static UpdateSettings settings(ConfigNode owner, Consumer<String> warnings) {
        Optional<ConfigNode> common = owner.get("commonUpdateSettings");
        common.ifPresent(node -> node.expect(SETTINGS, warnings));
        return common.map(node -> new UpdateSettings(
                        node.text("updateStrategy"),
                        node.flag("forceUpdate"),
                        node.text("allowTags"),
                        node.texts("ignoreTags"),
                        node.text("pullSecret"),
                        node.texts("platforms")))
                .orElse(UpdateSettings.NONE);
    }

    static WriteBackSettings writeBack(ConfigNode owner, Consumer<String> warnings) {
        Optional<ConfigNode> config = owner.get("writeBackConfig");
        if (config.isEmpty()) {
            return WriteBackSettings.NONE;
        }
        ConfigNode node = config.get().allow(Set.of("method", "gitConfig"));
        Optional<ConfigNode> git = node.get("gitConfig");
        git.ifPresent(fields -> fields.allow(Set.of("repository", "branch", "writeBackTarget", "pullRequest")));
        if (git.isPresent() && "argocd".equals(node.text("method"))) {
            warnings.accept(git.get().place() + " is not used: the method beside it is argocd, which commits nothing");
        }
        return new WriteBackSettings(
                node.text("method"),
                null,
                git.map(fields -> fields.text("repository")).orElse(null),
                git.map(fields -> fields.text("branch")).orElse(null),
                git.map(fields -> fields.text("writeBackTarget")).orElse(null),
                git.flatMap(fields -> fields.get("pullRequest"))
                        .map(ResourceFields::pullRequest)
                        .orElse(null));
    }

    private static WriteBack.PullRequest pullRequest(ConfigNode node) {
        node.allow(Set.of("github", "gitlab", "labels"));
        List<String> providers =
                node.entries().keySet().stream().filter(PROVIDERS::contains).toList();
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

    /** Null for none. */
    static @Nullable ManifestTarget target(ConfigNode image, Consumer<String> warnings) {
        Optional<ConfigNode> targets = image.get("manifestTargets");
        targets.ifPresent(node -> node.allow(Set.of("helm", "kustomize", "plugin")));
        Optional<ConfigNode> helm = targets.flatMap(node -> node.get("helm"));
        Optional<ConfigNode> kustomize = targets.flatMap(node -> node.get("kustomize"));
        Optional<ConfigNode> plugin = targets.flatMap(node -> node.get("plugin"));
        if (List.of(helm, kustomize, plugin).stream()
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw targets.get().unusable("several kinds of target are given", "Keep one of helm, kustomize and plugin");
        }
        helm.ifPresent(names -> warnBesideSpec(names.allow(HELM_NAMES), warnings));
        plugin.ifPresent(names -> warnBesideSpec(names.allow(NAMES), warnings));
        if (helm.isPresent()) {
            return new ManifestTarget.Helm(
                    text(helm.get(), "name"),
                    text(helm.get(), "tag"),
                    text(helm.get(), "spec"),
                    text(helm.get(), "registry"),
                    text(helm.get(), "digest"));
        }
        if (plugin.isPresent()) {
            return new ManifestTarget.Plugin(
                    text(plugin.get(), "name"), text(plugin.get(), "tag"), text(plugin.get(), "spec"));
        }
        return kustomize
                .map(node -> new ManifestTarget.Kustomize(text(node.allow(Set.of("name")), "name")))
                .orElse(null);
    }

    private static void warnBesideSpec(ConfigNode names, Consumer<String> warnings) {
        if (!text(names, "spec").isEmpty()) {
            for (String name : List.of("name", "tag")) {
                names.get(name)
                        .filter(node -> !node.text().isEmpty())
                        .ifPresent(node -> warnings.accept(node.place() + " is not used: spec takes name and tag"));
            }
        }
    }

    static LabelSelector selector(ConfigNode node) {
        node.allow(Set.of("matchLabels", "matchExpressions"));
        List<Requirement> requirements = new ArrayList<>();
        node.get("matchLabels")
                .map(ConfigNode::textMap)
                .orElse(Map.of())
                .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        for (ConfigNode expression : node.list("matchExpressions")) {
            expression.allow(Set.of("key", "operator", "values"));
            String operator = text(expression, "operator");
            if (!OPERATORS.containsKey(operator)) {
                throw expression.unusable(
                        "there is no operator '" + operator + "'",
                        SpellingSuggestion.advice(operator, OPERATORS.keySet()));
            }
            List<String> values =
                    Optional.ofNullable(expression.texts("values")).orElse(List.of());
            requirements.add(new Requirement(expression.text("key"), OPERATORS.get(operator), new HashSet<>(values)));
        }
        return new LabelSelector(requirements);
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

    /** Empty where it is missing. */
    private static String text(ConfigNode node, String key) {
        return Optional.ofNullable(node.text(key)).orElse("");
    }
}
