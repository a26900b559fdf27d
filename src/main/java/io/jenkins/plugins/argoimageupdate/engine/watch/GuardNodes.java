package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.guard.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code guards} of a watch file. */
final class GuardNodes {

    private static final Set<String> KEYS = Set.of(
            "afterRollback",
            "rollbackHistory",
            "minimumAge",
            "maxStep",
            "approve",
            "windows",
            "maxRollouts",
            "allowDowngrade");
    private static final Set<String> WINDOW = Set.of("kind", "schedule", "duration", "timeZone");

    private GuardNodes() {}

    /** @param owner of the key */
    static GuardSettings read(ConfigNode owner) {
        return owner.get("guards").map(node -> settings(node.allow(KEYS))).orElse(GuardSettings.NONE);
    }

    private static GuardSettings settings(ConfigNode node) {
        return new GuardSettings(
                value(node, "afterRollback", GuardRules::afterRollback),
                value(node, "rollbackHistory", GuardRules::rollbackHistory),
                value(node, "minimumAge", GuardRules::minimumAge),
                value(node, "maxStep", GuardRules::maxStep),
                node.get("approve")
                        .map(list -> GuardRules.approve(
                                list.items().stream().map(ConfigNode::text).toList(), list::unusable))
                        .orElse(null),
                node.get("windows")
                        .map(list ->
                                list.items().stream().map(GuardNodes::window).toList())
                        .orElse(null),
                value(node, "maxRollouts", GuardRules::maxRollouts),
                node.flag("allowDowngrade"),
                null);
    }

    private interface Reading<T> {
        T of(String text, ValuePlace place);
    }

    private static <T> @Nullable T value(ConfigNode node, String key, Reading<T> reading) {
        Optional<ConfigNode> given = node.get(key);
        return given.isEmpty() ? null : reading.of(given.get().text(), given.get()::unusable);
    }

    private static Window window(ConfigNode node) {
        node.allow(WINDOW);
        List<String> missing = List.of("kind", "schedule", "duration").stream()
                .filter(key -> node.get(key).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw node.unusable("the window has no " + String.join(" and no ", missing), "Add " + missing.get(0) + ":");
        }
        return GuardRules.window(
                text(node, "kind"),
                text(node, "schedule"),
                text(node, "duration"),
                text(node, "timeZone"),
                node::unusable);
    }

    private static String text(ConfigNode node, String key) {
        return node.get(key).map(ConfigNode::text).orElse("");
    }
}
