package io.jenkins.plugins.argoimageupdate.engine.fuzz;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdFuzz;
import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageFuzz;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryFuzz;
import io.jenkins.plugins.argoimageupdate.engine.watch.SettingsFuzz;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookFuzz;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateFuzz;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlPatchFuzz;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** All that is fuzzed, by the names of their folders in {@code src/fuzz/corpus}. */
public final class FuzzTargets {

    private static final Instant NOW = Instant.parse("2026-11-29T05:00:00Z");

    private FuzzTargets() {}

    /** The targets by name. */
    public static Map<String, FuzzTarget> all() {
        Map<String, FuzzTarget> targets = new TreeMap<>();
        targets.put("image", ImageFuzz::image);
        targets.put("tag-filter", ImageFuzz::tagFilter);
        targets.put("constraint", ImageFuzz::constraint);
        targets.put("template", TemplateFuzz::template);
        targets.put("yaml-patch", YamlPatchFuzz::patch);
        targets.put("settings", SettingsFuzz::settings);
        targets.put("www-authenticate", RegistryFuzz::challenge);
        targets.put("link", RegistryFuzz::link);
        targets.put("retry-after", input -> RetryAfter.parse(FuzzInput.text(input), NOW));
        targets.put("manifest", RegistryFuzz::manifest);
        targets.put("token", RegistryFuzz::token);
        targets.put("registries-conf", RegistryFuzz::registriesConf);
        targets.put("docker-config", RegistryFuzz::dockerConfig);
        targets.put("argocd", ArgoCdFuzz::application);
        targets.put("webhook", WebhookFuzz::request);
        return targets;
    }
}
