package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.ObservedApplication;
import io.jenkins.plugins.argoimageupdate.engine.application.target.TargetText;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest.ImageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A watch file: Applications and what to watch of them, with the names that the step's arguments have.
 *
 * <pre>
 * applications:
 *   - name: example
 *   - selector: {glob: 'shop-*', labels: team=web, project: shop}
 *     argocd: production
 * images:                       # without them, those of each Application's annotations
 *   - alias: frontend
 *     image: example/frontend
 *     strategy: newest-build
 *     allowTags: regexp:^main
 *     helm: {imageName: frontend.image, imageTag: frontend.tag}
 * git: {url: 'https://git.example.com/charts.git', branch: main, credentialsId: charts}
 * </pre>
 *
 * <p>What {@code connections} says is for whoever makes connections, as the command line does; it is not read here. An application can have its own {@code images}, {@code git}, {@code
 * writeBack}, {@code promoteFrom}, {@code soak}, {@code drift} and {@code onFailure}. An unknown key is an error that names the
 * line and the nearest known key.
 */
public final class WatchFile {

    private static final Set<String> SHARED =
            with(PromotionKeys.ALL, "images", "defaults", "guards", "git", "writeBack", "drift");
    private static final Set<String> KEYS = with(SHARED, "applications", "connections");
    private static final Set<String> SETTINGS =
            Set.of("strategy", "allowTags", "ignoreTags", "platforms", "forceUpdate", "credentialsId", "pullSecret");
    private static final Set<String> IMAGE =
            with(SETTINGS, "alias", "image", "constraint", "helm", "kustomize", "plugin", "guards");
    private static final Set<String> WAYS = Set.of("git", "argocd");
    private static final Set<String> PROVIDERS = Set.of("github", "gitlab");
    private static final Set<String> NAMES = Set.of("imageName", "imageTag", "imageSpec");

    /** Targets are checked before it is known whose they are. */
    private static final Application NO_APPLICATION = new Application(
            "",
            "",
            "",
            Map.of(),
            Map.of(),
            new ApplicationSources(Form.SINGLE, List.of()),
            new ObservedApplication("", List.of(), List.of()));

    private WatchFile() {}

    /** The keys of the file itself. */
    public static Set<String> keys() {
        return KEYS;
    }

    /**
     * Reads a watch file.
     *
     * @param file for messages
     * @return one request for each entry of {@code applications}; never empty
     * @throws ConfigurationException with file and line
     */
    public static List<WatchRequest> parse(String file, String text) {
        ConfigNode root = ConfigNode.parse(file, text).allow(KEYS);
        List<WatchRequest> requests = new ArrayList<>();
        for (ConfigNode entry : root.list("applications")) {
            requests.add(request(root, entry));
        }
        if (requests.isEmpty()) {
            throw root.unusable("no applications are given", "Name at least one below applications:");
        }
        return List.copyOf(requests);
    }

    private static WatchRequest request(ConfigNode root, ConfigNode entry) {
        if (entry.isText()) {
            refuseGlob(entry, entry.text());
            ApplicationSelector named = ApplicationSelector.named(entry.text());
            return new WatchRequest(named, images(root), defaults(root), writeBack(root))
                    .with(PromotionKeys.read(root, entry, named))
                    .with(drift(root));
        }
        entry.allow(with(SHARED, "name", "namespace", "project", "argocd", "selector"));
        List<ImageRequest> own = images(entry);
        ApplicationSelector selector = selector(entry);
        return new WatchRequest(
                        selector,
                        own.isEmpty() ? images(root) : own,
                        defaults(entry).over(defaults(root)),
                        writeBack(entry).over(writeBack(root)))
                .with(PromotionKeys.read(root, entry, selector))
                .with(entry.get("drift").isPresent() ? drift(entry) : drift(root));
    }

    private static @Nullable DriftPolicy drift(ConfigNode owner) {
        ConfigNode node = owner.get("drift").orElse(null);
        if (node == null) {
            return null;
        }
        try {
            return DriftPolicy.parse(node.text());
        } catch (ConfigurationException e) {
            throw node.unusable(e.answer(), e.advice());
        }
    }

    private static ApplicationSelector selector(ConfigNode entry) {
        Optional<ConfigNode> selector = entry.get("selector");
        selector.ifPresent(node -> node.allow(Set.of("glob", "labels", "project")));
        String name = text(entry, "name");
        if (selector.filter(node -> node.get("project").isPresent()).isPresent()
                && entry.get("project").isPresent()) {
            throw entry.unusable("the project is given twice", "Keep that of the selector");
        }
        if (name.isEmpty() == selector.isEmpty()) {
            throw entry.unusable("it needs a name or a selector", "Give one of the two");
        }
        refuseGlob(entry.get("name").orElse(entry), name);
        return new ApplicationSelector(
                text(entry, "argocd"),
                name,
                text(entry, "namespace"),
                selector.map(node -> text(node, "project"))
                        .filter(p -> !p.isEmpty())
                        .orElse(text(entry, "project")),
                selector.map(node -> text(node, "glob")).orElse(""),
                selector.flatMap(node -> node.get("labels"))
                        .map(WatchFile::labels)
                        .orElse(LabelSelector.ANY));
    }

    private static LabelSelector labels(ConfigNode node) {
        try {
            return LabelSelector.parse(node.text());
        } catch (ConfigurationException e) {
            throw node.unusable(e.answer(), e.advice());
        }
    }

    private static void refuseGlob(ConfigNode node, String name) {
        if (ApplicationSelector.isGlob(name)) {
            throw node.unusable(
                    "'" + name + "' is a pattern, and a name is expected", "Write selector: {glob: '" + name + "'}");
        }
    }

    private static List<ImageRequest> images(ConfigNode owner) {
        Set<String> aliases = new HashSet<>();
        return owner.list("images").stream()
                .map(node -> image(node.allow(IMAGE), aliases))
                .toList();
    }

    private static ImageRequest image(ConfigNode node, Set<String> aliases) {
        ConfigNode name = node.get("image")
                .filter(given -> !given.text().isEmpty())
                .orElseThrow(() -> node.unusable("it has no image", "Write image: <registry>/<name>"));
        ImageRequestBuilder builder = ImageRequestBuilder.of(
                        text(node, "alias"), name.text(), "a key of its own", name::unusable)
                .constraint(text(node, "constraint"), node::unusable);
        node.get("constraint").ifPresent(place -> builder.versionsChecked(text(node, "strategy"), place::unusable));
        builder.settings(settings(node).with(GuardNodes.read(node)));
        node.get("helm").ifPresent(helm -> builder.helm(helm(helm), node::unusable, helm::unusable));
        node.get("kustomize")
                .ifPresent(names -> builder.kustomize(
                        new ManifestTarget.Kustomize(text(names.allow(Set.of("imageName")), "imageName")),
                        node::unusable));
        node.get("plugin").ifPresent(plugin -> builder.plugin(plugin(plugin), node::unusable, plugin::unusable));
        return builder.aliasIn(aliases, node::unusable).build();
    }

    private static UpdateSettings defaults(ConfigNode owner) {
        return owner.get("defaults")
                .map(node -> settings(node.allow(SETTINGS)))
                .orElse(UpdateSettings.NONE)
                .with(GuardNodes.read(owner));
    }

    private static UpdateSettings settings(ConfigNode node) {
        if (node.get("credentialsId").isPresent() && node.get("pullSecret").isPresent()) {
            throw node.unusable("credentialsId and pullSecret are both given", "Keep one of them");
        }
        node.get("strategy").ifPresent(place -> SettingRules.requireStrategy(place.text(), place::unusable));
        node.get("allowTags").ifPresent(place -> SettingRules.requireFilter(place.text(), place::unusable));
        node.list("ignoreTags").forEach(place -> SettingRules.requireGlob(place.text(), place::unusable));
        node.list("platforms").forEach(place -> SettingRules.requirePlatform(place.text(), place::unusable));
        return new UpdateSettings(
                node.text("strategy"),
                node.flag("forceUpdate"),
                node.text("allowTags"),
                node.texts("ignoreTags"),
                node.get("credentialsId")
                        .or(() -> node.get("pullSecret"))
                        .map(ConfigNode::text)
                        .orElse(null),
                node.texts("platforms"));
    }

    private static void requireTarget(ConfigNode node) {
        try {
            TargetText.parse(NO_APPLICATION, node.text());
        } catch (ConfigurationException e) {
            throw node.unusable(e.answer(), e.advice());
        }
    }

    private static ManifestTarget.Helm helm(ConfigNode node) {
        ConfigNode names = node.allow(with(NAMES, "imageRegistry", "imageDigest"));
        return new ManifestTarget.Helm(
                text(names, "imageName"),
                text(names, "imageTag"),
                text(names, "imageSpec"),
                text(names, "imageRegistry"),
                text(names, "imageDigest"));
    }

    private static ManifestTarget.Plugin plugin(ConfigNode node) {
        ConfigNode names = node.allow(NAMES);
        return new ManifestTarget.Plugin(text(names, "imageName"), text(names, "imageTag"), text(names, "imageSpec"));
    }

    private static WriteBackSettings writeBack(ConfigNode owner) {
        Optional<ConfigNode> git = owner.get("git");
        Optional<ConfigNode> way = owner.get("writeBack");
        way.filter(node -> !WAYS.contains(node.text())).ifPresent(node -> {
            throw node.unusable(
                    "'" + node.text() + "' is not a write-back method. Use git or argocd",
                    SpellingSuggestion.advice(node.text(), WAYS));
        });
        if (git.isPresent() && way.filter(node -> node.text().equals("argocd")).isPresent()) {
            throw git.get().unusable("writeBack is argocd, which commits nothing", "Keep one of the two");
        }
        String method = way.map(ConfigNode::text).orElse(git.isPresent() ? "git" : null);
        if (git.isEmpty()) {
            return new WriteBackSettings(method, null, null, null, null, null);
        }
        ConfigNode node = git.get().allow(Set.of("url", "branch", "credentialsId", "target", "pullRequest"));
        node.get("target").ifPresent(WatchFile::requireTarget);
        return new WriteBackSettings(
                method,
                node.text("credentialsId"),
                node.text("url"),
                node.text("branch"),
                node.text("target"),
                node.get("pullRequest").map(WatchFile::pullRequest).orElse(null));
    }

    private static WriteBack.PullRequest pullRequest(ConfigNode node) {
        node.allow(Set.of("provider", "labels"));
        node.get("provider")
                .filter(provider -> !PROVIDERS.contains(provider.text().toLowerCase(Locale.ROOT)))
                .ifPresent(provider -> {
                    throw provider.unusable(
                            "there is no provider '" + provider.text() + "'",
                            SpellingSuggestion.advice(provider.text(), PROVIDERS));
                });
        return new WriteBack.PullRequest(
                text(node, "provider"), Objects.requireNonNullElse(node.texts("labels"), List.of()));
    }

    private static String text(ConfigNode node, String key) {
        return Objects.requireNonNullElse(node.text(key), "");
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new TreeSet<>(keys);
        all.addAll(List.of(more));
        return all;
    }
}
