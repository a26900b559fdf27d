package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Soak;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code promoteFrom}, {@code soak} and {@code onFailure} of a watch file: where versions are promoted from, after what time, and what
 * becomes of those that fail.
 */
final class PromotionKeys {

    static final Set<String> ALL = Set.of("promoteFrom", "soak", "onFailure");

    private static final Set<String> ON_FAILURE = Set.of("keep", "rollback");

    private PromotionKeys() {}

    /**
     * What an entry says, or else the whole file.
     *
     * @param target whose server and namespace count where no others are given
     */
    static Release read(ConfigNode root, ConfigNode entry, ApplicationSelector target) {
        return versions(root, entry, target)
                .undoing(either("onFailure", root, entry)
                        .filter(PromotionKeys::isRollback)
                        .isPresent());
    }

    private static boolean isRollback(ConfigNode node) {
        if (!ON_FAILURE.contains(node.text())) {
            throw node.unusable(
                    "'" + node.text() + "' is neither keep nor rollback",
                    SpellingSuggestion.advice(node.text(), ON_FAILURE));
        }
        return node.text().equals("rollback");
    }

    private static Release versions(ConfigNode root, ConfigNode entry, ApplicationSelector target) {
        Optional<ConfigNode> from = either("promoteFrom", root, entry);
        Optional<ConfigNode> soak = either("soak", root, entry);
        if (from.isEmpty()) {
            soak.ifPresent(node -> {
                throw node.unusable("nothing is promoted", "Name the Application: promoteFrom: shop-staging");
            });
            return Release.NEWEST;
        }
        return new Release(
                application(from.get(), target, soak.map(PromotionKeys::time).orElse(Duration.ZERO)), null);
    }

    private static Optional<ConfigNode> either(String key, ConfigNode root, ConfigNode entry) {
        Optional<ConfigNode> own = entry.isText() ? Optional.empty() : entry.get(key);
        return own.or(() -> root.get(key));
    }

    private static Promotion application(ConfigNode node, ApplicationSelector target, Duration soak) {
        if (node.isText()) {
            return named(node, target.argocd(), target.namespace(), node.text(), soak);
        }
        node.allow(Set.of("application", "namespace", "argocd"));
        return named(
                node,
                text(node, "argocd", target.argocd()),
                text(node, "namespace", target.namespace()),
                text(node, "application", ""),
                soak);
    }

    private static Promotion named(ConfigNode node, String argocd, String namespace, String name, Duration soak) {
        if (name.isBlank() || ApplicationSelector.isGlob(name)) {
            throw node.unusable(
                    name.isBlank() ? "it names no Application" : "'" + name + "' is a pattern, and a name is expected",
                    "Name the Application: promoteFrom: shop-staging");
        }
        return new Promotion.FromApplication(argocd, namespace, name, soak);
    }

    private static Duration time(ConfigNode node) {
        try {
            return Soak.parse(node.text());
        } catch (ConfigurationException e) {
            throw node.unusable(e.answer(), e.advice());
        }
    }

    private static String text(ConfigNode node, String key, String otherwise) {
        return Objects.requireNonNullElse(node.text(key), otherwise);
    }
}
